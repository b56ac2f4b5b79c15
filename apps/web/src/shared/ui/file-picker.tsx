import { useState } from 'react';
import { DropZone, FileTrigger, type DropItem } from 'react-aria-components';
import { Button } from './button';
import { IconButton } from './icon-button';
import type { FieldProps } from './field';
import { Icon } from './icon';
import { useTextOf } from './kit-text';
import { cx } from './styles';

const words = {
  zh: {
    chooseFile: '选择文件',
    dropFile: '或将文件拖到此处',
    removeFile: '移除文件',
    wrongFileType: '文件类型不符，可用：',
  },
  en: {
    chooseFile: 'Choose a file',
    dropFile: 'or drop it here',
    removeFile: 'Remove file',
    wrongFileType: 'Wrong file type; use ',
  },
};

export interface FilePickerProps extends Omit<FieldProps, 'hideLabel' | 'isRequired'> {
  /** MIME types or endings: ['.xlsx', 'image/*']. */
  accept?: readonly string[];
  multiple?: boolean;
  /** Opens the camera on a phone. */
  camera?: boolean;
  /** What is chosen now, listed below. */
  files?: readonly File[];
  onSelect: (files: File[]) => void;
  onRemove?: (file: File) => void;
  buttonLabel?: string;
}

const matches = (file: File, accept: readonly string[] | undefined): boolean =>
  !accept ||
  accept.some((rule) => {
    if (rule.startsWith('.')) return file.name.toLowerCase().endsWith(rule.toLowerCase());
    return rule.endsWith('/*') ? file.type.startsWith(rule.slice(0, -1)) : file.type === rule;
  });

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function dropped(items: DropItem[]): Promise<File[]> {
  return Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile()));
}

/** A place to drop files on, with a button that does the same. */
export function FilePicker(props: FilePickerProps) {
  const { label, description, isDisabled, className, accept, multiple = false, camera, onSelect } = props;
  const text = useTextOf(words);
  const [refused, setRefused] = useState(false);
  const take = (chosen: File[]) => {
    const good = chosen.filter((file) => matches(file, accept));
    setRefused(good.length < chosen.length);
    if (good.length > 0) onSelect(multiple ? good : good.slice(0, 1));
  };
  const fault = props.error ?? (refused ? text.wrongFileType + (accept ?? []).join(' ') : undefined);
  return (
    <div className={cx('flex flex-col gap-[4px]', className)}>
      <span className="text-sm text-mut">{label}</span>
      <DropZone
        isDisabled={isDisabled}
        aria-label={label}
        onDrop={(event) => void dropped(event.items).then(take)}
        className={cx(
          'flex flex-wrap items-center justify-center gap-[10px] rounded-md border border-dashed bg-surface p-[16px] outline-brand data-drop-target:border-brand data-drop-target:bg-brand-soft data-focus-visible:outline-2',
          fault ? 'border-bad' : 'border-line2',
        )}
      >
        <FileTrigger
          acceptedFileTypes={accept}
          allowsMultiple={multiple}
          defaultCamera={camera ? 'environment' : undefined}
          onSelect={(list) => take([...(list ?? [])])}
        >
          <Button icon={camera ? 'camera' : 'upload'} isDisabled={isDisabled}>
            {props.buttonLabel ?? text.chooseFile}
          </Button>
        </FileTrigger>
        <span className="text-mut max-lg:hidden">{text.dropFile}</span>
      </DropZone>
      {fault ? (
        <p role="alert" className="flex items-start gap-[4px] text-xs text-bad">
          <Icon name="alert" size={14} className="mt-[2px]" />
          {fault}
        </p>
      ) : (
        description != null && <p className="text-xs text-mut">{description}</p>
      )}
      <Chosen files={props.files ?? []} onRemove={props.onRemove} />
    </div>
  );
}

function Chosen({ files, onRemove }: { files: readonly File[]; onRemove?: (file: File) => void }) {
  const text = useTextOf(words);
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-col gap-[4px]">
      {files.map((file) => (
        <li
          key={`${file.name}-${file.size}`}
          className="flex items-center gap-[8px] rounded bg-sunken py-[2px] pr-[2px] pl-[10px]"
        >
          <Icon name="paperclip" className="text-mut" />
          <span className="min-w-0 flex-1 truncate">{file.name}</span>
          <span className="num text-xs text-mut">{size(file.size)}</span>
          {onRemove && (
            <IconButton size="sm" icon="x" label={`${text.removeFile} ${file.name}`} onPress={() => onRemove(file)} />
          )}
        </li>
      ))}
    </ul>
  );
}
