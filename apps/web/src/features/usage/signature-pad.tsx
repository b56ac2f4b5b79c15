import { type PointerEvent, useRef } from 'react';
import { Button } from '../../shared/ui';
import { usageMessages } from './usage.messages';

export interface SignaturePadProps {
  readonly isDrawn: boolean;
  /** PNG, base64; null when it was wiped. */
  readonly onChange: (drawn: string | null) => void;
}

const ink = '#1a1a1a';
/** A fixed raster, so that a signature is as large as it was drawn, whatever the screen. */
const raster = { width: 640, height: 200 };

/** A place to sign with a finger, a pen or a mouse. Whoever has none of them signs by name in the field above. */
export function SignaturePad({ isDrawn, onChange }: SignaturePadProps) {
  const say = usageMessages.useSay();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  const draw = (event: PointerEvent<HTMLCanvasElement>, isStart: boolean): void => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * raster.width;
    const y = ((event.clientY - box.top) / box.height) * raster.height;
    if (isStart) {
      Object.assign(context, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: ink });
      context.beginPath();
    }
    context[isStart ? 'moveTo' : 'lineTo'](x, y);
    // A dot is a signature too.
    context.lineTo(x + 0.1, y);
    context.stroke();
  };
  const down = (event: PointerEvent<HTMLCanvasElement>): void => {
    isDown.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    draw(event, true);
  };
  const up = (): void => {
    if (!isDown.current) return;
    isDown.current = false;
    onChange(canvas.current?.toDataURL('image/png').split(',')[1] ?? null);
  };
  const wipe = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, raster.width, raster.height);
    onChange(null);
  };
  return (
    <div className="grid gap-1">
      <span className="text-sm text-mut">{say('signature')}</span>
      <div className="relative w-full max-w-[480px]">
        <canvas
          ref={canvas}
          {...raster}
          role="img"
          aria-label={say(isDrawn ? 'signatureDrawn' : 'signatureEmpty')}
          className="block aspect-[16/5] w-full touch-none rounded border border-line2 bg-white"
          onPointerDown={down}
          onPointerMove={(event) => isDown.current && draw(event, false)}
          onPointerUp={up}
          onPointerCancel={up}
        />
        {isDrawn && (
          <Button size="sm" variant="ghost" icon="undo" className="absolute top-1 right-1" onPress={wipe}>
            {say('wipe')}
          </Button>
        )}
      </div>
      <p className="text-xs text-mut">{say('signatureHint')}</p>
    </div>
  );
}
