/** Something that Vensim cannot say; the message names it. Thrown while an equation is written, and caught where a variable is. */
export class NotInVensim extends Error {}
