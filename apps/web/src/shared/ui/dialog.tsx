import type { ReactNode } from 'react';
import { Button as RacButton, Dialog as RacDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { cx, focusRing } from './styles';

const overlay =
  'fixed inset-0 z-40 flex h-[100dvh] bg-black/40 transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0 motion-reduce:transition-none';

type Content = ReactNode | ((close: () => void) => ReactNode);
const fill = (content: Content, close: () => void): ReactNode =>
  typeof content === 'function' ? content(close) : content;

export interface DialogProps {
  /** Leave out inside a DialogTrigger. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  title: string;
  children?: Content;
  /** Buttons; the one that does it stands last. */
  footer?: Content;
  size?: 'sm' | 'md' | 'lg';
  role?: 'dialog' | 'alertdialog';
  /** False when leaving by Escape or a click beside would lose work. */
  isDismissable?: boolean;
}

function Frame({ title, role, children, footer }: Pick<DialogProps, 'title' | 'role' | 'children' | 'footer'>) {
  const text = useKitText();
  return (
    <RacDialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
      {({ close }) => (
        <>
          <header className="flex items-center justify-between gap-[8px] border-b border-line py-[10px] pr-[8px] pl-[16px]">
            <Heading slot="title" className="text-xl font-semibold">
              {title}
            </Heading>
            <RacButton
              slot="close"
              aria-label={text.close}
              className={cx(
                'grid size-[32px] place-items-center rounded text-mut data-hovered:bg-sunken max-lg:size-[44px]',
                focusRing,
              )}
            >
              <Icon name="x" />
            </RacButton>
          </header>
          <div className="min-h-0 flex-1 overflow-auto p-[16px]">{fill(children, close)}</div>
          {footer != null && (
            <footer className="flex flex-wrap items-center justify-end gap-[8px] border-t border-line px-[16px] pt-[10px] pb-[max(10px,env(safe-area-inset-bottom))] max-lg:*:flex-1">
              {fill(footer, close)}
            </footer>
          )}
        </>
      )}
    </RacDialog>
  );
}

const widths = { sm: 'lg:w-[400px]', md: 'lg:w-[560px]', lg: 'lg:w-[840px]' };

/** A question or a short form over the page; keeps focus inside, Escape closes. */
export function Dialog({ isOpen, onOpenChange, size = 'md', isDismissable = true, ...frame }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className={cx(overlay, 'items-center justify-center p-[16px]')}
    >
      <Modal
        className={cx(
          'flex max-h-full w-full max-w-full flex-col overflow-hidden rounded-md border border-line bg-surface text-ink shadow-lg',
          widths[size],
        )}
      >
        <Frame {...frame} />
      </Modal>
    </ModalOverlay>
  );
}

export type SheetProps = Omit<DialogProps, 'size' | 'role'> & { size?: 'md' | 'lg' };

/** A drawer at the right on desktop, a sheet from below on a phone. */
export function Sheet({ isOpen, onOpenChange, size = 'md', isDismissable = true, ...frame }: SheetProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className={cx(overlay, 'items-end justify-end lg:items-stretch')}
    >
      <Modal
        className={cx(
          'flex max-h-[90dvh] w-full flex-col overflow-hidden rounded-t-md bg-surface text-ink shadow-lg transition-transform duration-150 motion-reduce:transition-none max-lg:data-entering:translate-y-full max-lg:data-exiting:translate-y-full lg:max-h-none lg:rounded-none lg:border-l lg:border-line lg:data-entering:translate-x-full lg:data-exiting:translate-x-full',
          size === 'md' ? 'lg:w-[440px]' : 'lg:w-[720px]',
        )}
      >
        <Frame {...frame} />
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** The question. */
  title: string;
  /** What will follow and cannot be undone. */
  consequence: ReactNode;
  /** The act by its name, not OK. */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'primary';
  /** Closes when done; stays open when the promise is refused. */
  onConfirm: () => void | Promise<unknown>;
  isPending?: boolean;
  isConfirmDisabled?: boolean;
  /** Fields to fill before confirming, such as a reason. */
  children?: ReactNode;
}

/** Asks before what cannot be undone, and names the consequence. */
export function ConfirmDialog({
  title,
  consequence,
  confirmLabel,
  cancelLabel,
  tone = 'danger',
  onConfirm,
  isPending,
  isConfirmDisabled,
  children,
  ...open
}: ConfirmDialogProps) {
  const text = useKitText();
  const confirm = async (close: () => void) => {
    try {
      await onConfirm();
    } catch {
      return;
    }
    close();
  };
  return (
    <Dialog
      {...open}
      title={title}
      role="alertdialog"
      size="sm"
      footer={(close) => (
        <>
          <Button autoFocus={children == null} onPress={close}>
            {cancelLabel ?? text.cancel}
          </Button>
          <Button
            variant={tone}
            isPending={isPending}
            isDisabled={isConfirmDisabled}
            onPress={() => void confirm(close)}
          >
            {confirmLabel}
          </Button>
        </>
      )}
    >
      <div>{consequence}</div>
      {children != null && <div className="mt-[12px]">{children}</div>}
    </Dialog>
  );
}
