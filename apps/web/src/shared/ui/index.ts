export { Button, buttonClass, IconButton, LinkButton, TextLink, type ButtonProps, type ButtonSize, type ButtonVariant, type IconButtonProps, type LinkButtonProps } from './button';
export { Icon, type IconName, type IconProps } from './icon';
export { useKitLanguage, useKitText } from './kit-text';
export { Skeleton, Spinner, useAfter, type SkeletonProps } from './spinner';
export { cx } from './styles';
export { Tooltip, type TooltipProps } from './tooltip';
