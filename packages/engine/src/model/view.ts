/**
 * A diagram of the model as its author drew it, in the terms of no tool. It changes no number: a model runs the same without it.
 * Positions and sizes are in points from the view's top left corner, y downwards; an object stands with its centre at `x`, `y`.
 */
export interface View {
  /** Shown on its tab; may be empty. */
  readonly name: string;
  /**
   * The dots to an inch in which a Vensim file states this view in whole numbers, if not 72: writing it in the same loses nothing. Positions
   * here are in points all the same.
   */
  readonly resolution?: number;
  /** What is drawn, lowest first. */
  readonly objects: readonly ViewObject[];
}

export type ViewObject =
  | ViewVariable
  | ViewFlow
  | ViewAlias
  | ViewCloud
  | ViewConnector
  | ViewText
  | ViewFrame
  | ViewModule;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drawn {
  /** A whole number that nothing else in the view has; connectors and pipes refer to it. */
  readonly id: number;
  /** How deeply it is hidden (Vensim's level of hiding); absent: shown. */
  readonly hidden?: number;
}

interface Placed extends Drawn, Point {
  /** The whole width and height of its symbol; absent: as large as the program draws it. */
  readonly width?: number;
  readonly height?: number;
}

/** What a symbol looks like; absent: as the kind of variable asks for (a box for a stock). */
export type ViewShape = 'rectangle' | 'circle' | 'name only';

/** A stock, auxiliary or lookup where it belongs; which of them it is, its variable says. */
export interface ViewVariable extends Placed {
  readonly kind: 'variable';
  readonly variable: string;
  readonly shape?: ViewShape;
  readonly label?: ViewLabel;
}

/** Another picture of a variable, for drawing links without long lines (Vensim's shadow variable, Stella's ghost). */
export interface ViewAlias extends Placed {
  readonly kind: 'alias';
  readonly variable: string;
  readonly shape?: ViewShape;
  readonly label?: ViewLabel;
}

/** A flow: its valve at `x`, `y`, and the pipe that runs through it. */
export interface ViewFlow extends Placed {
  readonly kind: 'flow';
  /** Absent for a valve that stands for no variable, which Vensim allows. */
  readonly variable?: string;
  readonly label?: ViewLabel;
  /** The pipe between the valve and what it drains; absent where none is drawn. */
  readonly source?: ViewPipe;
  /** The pipe between the valve and what it fills. */
  readonly sink?: ViewPipe;
}

/** Half a flow's pipe: from the valve to one end. */
export interface ViewPipe {
  /** The stock or cloud at its end, or an alias of a stock. */
  readonly end: number;
  /** Points that it runs through on its way from the valve to the middle of the end, in that order. */
  readonly points: readonly Point[];
}

/** The unmodelled place that a flow comes from or goes to. */
export interface ViewCloud extends Placed {
  readonly kind: 'cloud';
}

/** An arrow that says that one variable acts on another. With neither `angle` nor `points` it is straight. */
export interface ViewConnector extends Drawn {
  readonly kind: 'connector';
  /** The object at each end, or the label of a flow where the arrow touches the name rather than the valve. */
  readonly from: number;
  readonly to: number;
  readonly polarity?: '+' | '-';
  /** Marked as acting with a delay. */
  readonly delayed?: boolean;
  /** Matters for the initial value only (Vensim draws it dashed). */
  readonly initial?: boolean;
  /** The direction in which an arc leaves `from`: degrees against the clock from the right. */
  readonly angle?: number;
  /** One point that an arc passes through, or the corners of a line of several pieces. */
  readonly points?: readonly Point[];
}

/** A comment on the diagram. */
export interface ViewText extends Placed {
  readonly kind: 'text';
  readonly text: string;
}

/** A rectangle round what belongs together: Stella's sector frame. */
export interface ViewFrame extends Placed {
  readonly kind: 'frame';
  readonly name: string;
}

/** The picture of a submodel. */
export interface ViewModule extends Placed {
  readonly kind: 'module';
  readonly name: string;
  readonly label?: ViewLabel;
}

/** How the name stands by its symbol. */
export interface ViewLabel {
  /** For a flow: an id of its own, since Vensim's arrows may end at the name. */
  readonly id?: number;
  /** Its centre, where it was put by hand. */
  readonly x?: number;
  readonly y?: number;
  /** The whole extent of the text. */
  readonly width?: number;
  readonly height?: number;
  readonly side?: 'center' | 'top' | 'bottom' | 'left' | 'right';
  /** The direction from the symbol to the name: degrees against the clock from the right. */
  readonly angle?: number;
}
