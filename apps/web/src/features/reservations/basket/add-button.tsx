import { Button, LinkButton } from '../../../shared/ui';
import { type BasketItem, basketHolds, keyOf, toggle, unitsOf, useBasket } from './basket';
import { basketMessages } from './basket.messages';

export interface AddButtonProps {
  readonly item: Omit<BasketItem, 'key'>;
  /** What the item is called by who listens. */
  readonly label: string;
  readonly size?: 'sm' | 'md';
}

/** Puts something into the basket; pressed again it takes it out. */
export function AddButton({ item, label, size = 'sm' }: AddButtonProps) {
  const say = basketMessages.useSay();
  const basket = useBasket();
  const isIn = basket.some((one) => one.key === keyOf(item, item.when));
  const isFull = !isIn && unitsOf(basket) + item.quantity > basketHolds;
  return (
    <Button
      size={size}
      variant={isIn ? 'ghost' : 'secondary'}
      icon={isIn ? 'check' : 'plus'}
      isDisabled={isFull}
      aria-label={say(isIn ? 'removeLabel' : 'addLabel', { name: label })}
      aria-pressed={isIn}
      onPress={() => toggle(item)}
    >
      {isFull ? say('full', { most: basketHolds }) : say(isIn ? 'added' : 'add')}
    </Button>
  );
}

/** The same, with the way on to what is in it already. */
export function AddToBasket(props: AddButtonProps) {
  const say = basketMessages.useSay();
  const { length } = useBasket();
  return (
    <div className="flex flex-wrap gap-2">
      <AddButton {...props} />
      {length > 0 && <LinkButton href="/checkout">{say('look', { count: length })}</LinkButton>}
    </div>
  );
}
