/** The demo park's companies and people. All names are invented; credit codes are valid by GB 32100. */
export const demoPassword = 'parkbench-demo-2026';

export const park = {
  parkNameZh: '石家庄国际生物医药园共享实验室',
  parkNameEn: 'Shijiazhuang Biomedical Park Shared Lab',
  timeZone: 'Asia/Shanghai',
  name: '赵园',
  email: 'admin@demo.parkbench.example',
  password: demoPassword,
};

export const staff = [
  { email: 'manager@demo.parkbench.example', role: 'manager', name: '王实' },
  { email: 'finance@demo.parkbench.example', role: 'finance', name: '刘账' },
] as const;

interface DemoCompany {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly creditCode: string;
  readonly classCode: 'standard' | 'incubating';
  readonly address: string;
  readonly members: readonly { email: string; name: string; role: 'company_admin' | 'member' }[];
}

const address = '石家庄市高新区长江大道 319 号';

export const companies: readonly DemoCompany[] = [
  {
    nameZh: '石家庄诺核生物科技有限公司',
    nameEn: 'Nuohe Nucleic Therapeutics',
    creditCode: '91130101MA0D3K7N24',
    classCode: 'incubating',
    address,
    members: [
      { email: 'tenant@demo.parkbench.example', name: '陈核', role: 'company_admin' },
      { email: 'li@nuohe.demo.parkbench.example', name: '李酸', role: 'member' },
    ],
  },
  {
    nameZh: '河北谱康分析技术有限公司',
    nameEn: 'Pukang Analytics',
    creditCode: '91130101MA0E5P2Q0J',
    classCode: 'standard',
    address,
    members: [
      { email: 'tenant2@demo.parkbench.example', name: '周谱', role: 'company_admin' },
      { email: 'sun@pukang.demo.parkbench.example', name: '孙康', role: 'member' },
    ],
  },
  {
    nameZh: '冀源制剂研发（石家庄）有限公司',
    nameEn: 'Jiyuan Formulation R&D',
    creditCode: '91130101MA0F8R4T08',
    classCode: 'standard',
    address,
    members: [{ email: 'ji@jiyuan.demo.parkbench.example', name: '纪源', role: 'company_admin' }],
  },
  {
    nameZh: '石家庄云测医疗器械有限公司',
    nameEn: 'Yunce Medical Devices',
    creditCode: '91130101MA0G1U6W9C',
    classCode: 'standard',
    address,
    members: [{ email: 'yun@yunce.demo.parkbench.example', name: '云策', role: 'company_admin' }],
  },
  {
    nameZh: '河北启明细胞技术有限公司',
    nameEn: 'Qiming Cell Technology',
    creditCode: '91130101MA0H9X3Y9C',
    classCode: 'incubating',
    address,
    members: [{ email: 'qi@qiming.demo.parkbench.example', name: '齐明', role: 'company_admin' }],
  },
  {
    nameZh: '石家庄青禾诊断试剂有限公司',
    nameEn: 'Qinghe Diagnostics',
    creditCode: '91130101MA0J7A5B15',
    classCode: 'incubating',
    address,
    members: [{ email: 'qing@qinghe.demo.parkbench.example', name: '秦禾', role: 'company_admin' }],
  },
];

/** The categories of the demo's workbook in English. */
export const categoryNames: Readonly<Record<string, string>> = {
  分子生物: 'Molecular biology',
  制剂理化: 'Formulation and physical chemistry',
  细胞分析: 'Cell analysis',
  细胞培养: 'Cell culture',
  色谱质谱: 'Chromatography and mass spectrometry',
  蛋白分析: 'Protein analysis',
  通用设备: 'General equipment',
};

/**
 * By the ends of their asset numbers: instruments that do the same work under different names. Those that only sound alike
 * go by their names: a cell sorter is no flow cytometer, a wave bioreactor no stirred one.
 */
export const equivalents: Readonly<Record<string, readonly string[]>> = {
  三重四极杆液质联用: ['0001', '0003'],
  核酸片段分析: ['0035', '0036'],
  化学发光成像: ['0044', '0045'],
  细胞计数与活力分析: ['0055', '0056'],
};

export const purposes = [
  '寡核苷酸纯度与杂质谱分析',
  '处方前研究：溶出曲线',
  '细胞活率与凋亡检测',
  '稳定性考察 6 个月加速试验',
  '元素杂质 ICH Q3D 方法开发',
  '抗体聚集体 SEC 分析',
  'qPCR 试剂盒性能验证',
  '残留溶剂方法学验证',
];

/** The park as the seller on its papers; bank and account are made up. */
export const seller = {
  creditCode: '91130101MA0PK2026Y',
  address: '石家庄市高新区黄河大道 136 号',
  phone: '0311-8500 0000',
  bankName: '建设银行石家庄高新支行',
  bankAccount: '1300 1615 5080 5000 2026',
};
