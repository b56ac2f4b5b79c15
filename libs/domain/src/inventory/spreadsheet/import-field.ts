/** A column of the instrument list that the import understands. */
export type ImportField =
  | 'assetNo'
  | 'nameZh'
  | 'nameEn'
  | 'model'
  | 'serialNo'
  | 'manufacturer'
  | 'country'
  | 'category'
  | 'kind'
  | 'originalValue'
  | 'purchasedOn'
  | 'inUseSince'
  | 'location'
  | 'specifications'
  | 'functions'
  | 'sharingRules'
  | 'accessories'
  | 'openModes'
  | 'monthlyPrice'
  | 'hourlyPrice'
  | 'runPrice'
  | 'samplePrice'
  | 'deposit'
  | 'taxRate'
  | 'minMonths'
  | 'maxMonths'
  | 'approvalRequired'
  | 'trainingRequired'
  | 'calibrationValidUntil'
  | 'beforeMinutes'
  | 'afterMinutes'
  | 'status'
  | 'keeper'
  | 'keeperPhone';

/** The names as they are met, parted by spaces: Chinese first, then English. */
const NAMES: Readonly<Record<ImportField, string>> = {
  assetNo:
    '资产编号 资产号 固定资产编号 单位资产管理号 所在单位仪器编号 设备编号 仪器编号 编号 assetno assetnumber assetid assetcode assettag innerid instrumentno',
  nameZh: '仪器名称 仪器设备名称 设备名称 中文名称 名称 name chinesename instrumentname instrument equipmentname cname',
  nameEn: '英文名称 仪器英文名称 英文名 englishname nameen nameinenglish ename',
  model: '规格型号 型号规格 仪器型号 型号 规格 model modelno modelnumber specificationmodel',
  serialNo: '出厂编号 序列号 出厂号 serialno serialnumber sn serial',
  manufacturer: '生产厂商 生产制造商 制造商 生产厂家 制造厂商 厂商 厂家 品牌 manufacturer maker brand vendor',
  country: '国别 产地国别 产地 生产国别 原产国 country countryoforigin origin nation',
  category:
    '分类 仪器分类 设备分类 仪器类别 设备类别 类别 仪器分类编码 所属分类 category class instrumentcategory type',
  kind: '同类仪器 可替代仪器 同类组 替代组 仪器同类组 kind equivalents equivalencegroup substitutes',
  originalValue:
    '原值 设备原值 仪器原值 资产原值 购置金额 购置价格 采购价格 originalvalue purchaseprice purchasevalue cost value worth originalcost',
  purchasedOn: '购置日期 采购日期 购入日期 购买日期 建账日期 purchasedate dateofpurchase purchasedon purchased',
  inUseSince:
    '启用日期 投用日期 开始使用日期 投入使用日期 inusesince startusedate inservicedate commissioned commissioningdate startdate begindate',
  location: '放置地点 存放地点 安放地址 安放地点 存放位置 放置位置 位置 地点 房间 location room place site',
  specifications:
    '主要技术指标 技术指标 技术参数 主要技术参数 性能指标 specifications specification specs technicalspecifications technicaldata technical',
  functions: '主要功能 功能 功能特色 主要功能及特色 functions function mainfunctions',
  sharingRules: '对外开放共享规定 开放共享规定 共享规定 使用须知 共享须知 sharingrules rules requirement userules',
  accessories: '主要附件 附件 主要附件及功能 配件 accessories',
  openModes: '开放方式 开放模式 服务方式 共享方式 openmodes openmode modes bookingmodes bookingtype',
  monthlyPrice:
    '月租 月租金 月租费 月租价格 租金 每月租金 monthlyrent monthlyprice rentpermonth pricepermonth rent monthlyrate',
  hourlyPrice: '机时费 机时单价 小时费 时租 每小时收费 hourlyprice hourlyrate priceperhour rateperhour',
  runPrice: '单次费 按次费用 次费 每次收费 runprice priceperrun perrun feeperrun',
  samplePrice: '样品费 单样费 每样收费 样品单价 sampleprice pricepersample persample',
  deposit: '押金 保证金 deposit securitydeposit',
  taxRate: '增值税率 税率 增值税税率 vatrate taxrate vat tax',
  minMonths: '最短租期 起租月数 最少租期 起租期 minmonths minimumterm minimummonths minimumrental minterm',
  maxMonths: '最长租期 最多租期 maxmonths maximumterm maximummonths maxterm',
  approvalRequired:
    '预约是否需审核 是否需审核 是否审核 需审核 预约审核 是否需要审批 approvalrequired needsapproval approval requiresapproval',
  trainingRequired:
    '上机是否需培训 是否需培训 是否需要培训 需培训 上机培训 trainingrequired needstraining training requirestraining',
  calibrationValidUntil:
    '检定/校准有效期至 检定校准有效期至 校准有效期至 检定有效期至 校准有效期 检定有效期 有效期至 下次校准日期 calibrationvaliduntil calibrationdue calibrationexpiry calibrationduedate calibratedtill calibrateduntil nextcalibration',
  beforeMinutes:
    '使用前准备 使用前准备时间 准备时间 预热时间 setupminutes setuptime setup preparation beforeminutes minutesbefore preparationminutes',
  afterMinutes:
    '使用后清理 使用后清理时间 清理时间 清洗时间 cleanupminutes cleanuptime cleanup cleaning afterminutes minutesafter cleaningminutes',
  status: '状态 运行状态 仪器状态 设备状态 使用状态 status state condition running',
  keeper: '保管人 负责人 管理员 管理人 联系人 仪器负责人 keeper responsible contact contactperson custodian owner',
  keeperPhone: '电话 联系电话 手机 负责人电话 phone telephone mobile contactphone tel',
};

/**
 * The names under which each column is met, without unit, brackets, spaces and capitals.
 * A header that is one of them is that column; one that contains one of them probably is.
 */
export const HEADER_SYNONYMS = Object.fromEntries(
  Object.entries(NAMES).map(([field, names]) => [field, names.split(' ')]),
) as unknown as Readonly<Record<ImportField, readonly string[]>>;
