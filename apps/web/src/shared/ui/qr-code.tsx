import { useMemo } from 'react';
import { encode } from 'uqr';

export interface QrCodeProps {
  /** What the code says, usually an address. */
  value: string;
  /** Spoken name: where the code leads. */
  label: string;
  /** Pixels on screen; on paper give it a size by class name, at least 25 mm. */
  size?: number;
  className?: string;
}

/** A QR code, always black on white with its quiet zone, so that scanners read it in the dark theme too. */
export function QrCode({ value, label, size = 128, className }: QrCodeProps) {
  const { side, path } = useMemo(() => {
    const code = encode(value, { ecc: 'M', border: 4 });
    const dots = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { side: code.size, path: dots.join('') };
  }, [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={side} height={side} className="fill-white" />
      <path d={path} className="fill-black" />
    </svg>
  );
}
