import type { GeneralModel, Indicator } from '@weir/care';

/** Indicators with a part of their own on the page, where the model has them. */
export interface Roles {
  /** Children looked after: what the strategies are for, unless another indicator is chosen. */
  readonly lookedAfter: Indicator | undefined;
  /** Children with high need and no service: what rationing raises. */
  readonly unmetNeed: Indicator | undefined;
  /** Spend since a fixed year, so that its difference from business as usual is what a strategy costs. */
  readonly cumulativeCost: Indicator | undefined;
}

/** Finds them by the words of their ids and names. */
export function findRoles(model: Pick<GeneralModel, 'indicators'>): Roles {
  const first = (pattern: RegExp): Indicator | undefined =>
    model.indicators.find(({ id }) => pattern.test(id)) ?? model.indicators.find(({ name }) => pattern.test(name));
  return {
    lookedAfter: first(/^(cla|looked.after|children.looked.after)$/i) ?? model.indicators[0],
    unmetNeed: first(/unmet/i),
    cumulativeCost: first(/cumulative.*(cost|spend)|(cost|spend).*(cumulative|since)/i),
  };
}
