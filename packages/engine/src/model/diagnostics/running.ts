import { inProgram, type DiagnosticEntry } from './entry.ts';

/** Runs, and files that are written. */
export const runDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'not-a-constant',
    title: 'A value for a variable that is computed',
    meaning: 'Only constants can be set on a compiled program.',
    causes: 'A parameter that is an expression of others.',
    remedy: 'Set one of those, or create the problem from the model, which can replace the equation by a number.',
    example: inProgram('createProblem(program, { parameters: { y: 3 } }) where y = x * 2'),
  },
  {
    code: 'not-one-number',
    title: 'A measure that is no single number',
    meaning: 'An experiment takes one number from a run for each of its measures.',
    causes: 'The name of an array, or of a module whose parts share it.',
    remedy: 'Name one element, or add a variable that sums them.',
    example: inProgram("experimentOf(problem, { measures: [{ variable: 'x', at: 'end' }] }) where x is an array"),
  },
  {
    code: 'bad-observations',
    title: 'Figures that a model cannot be held against',
    meaning: 'A series has no figure to fit, or its figures are none that its kind of error can give.',
    causes:
      'Times outside the run or after the last that is fitted; a negative count, a share above 1; a measure without the size of its errors; two series of one name.',
    remedy: 'Correct the figure or the setting that the message names, or leave the series out.',
    example: inProgram("createCalibration(problem, …) of a series with the error 'count' and the figure -3"),
  },
  {
    code: 'bad-posterior',
    title: 'A file that is no posterior',
    meaning: 'A stored posterior has a format, parameters with their priors, and the state of the sampler.',
    causes: 'Another file; a file that was edited, cut off, or written by a later version.',
    remedy: 'Give the file as “weir calibrate” wrote it.',
    example: inProgram("readPosterior('{')"),
  },
  {
    code: 'bad-prior',
    title: 'A range of a constant that makes no sense',
    meaning: 'What is known of a number beforehand is a distribution over possible values.',
    causes: 'A low end above the high end; a peak outside; no parameter at all, or one given twice.',
    remedy: 'Give each parameter one range, its low end below its high end.',
    example: inProgram('createCalibration(problem, …) of a parameter between 3 and 2'),
  },
  {
    code: 'euler-only',
    title: 'A method that something in the model is not defined for',
    meaning:
      'Conveyors, queues and their like move what they hold once a step; inside a step of RK4 they have no meaning.',
    causes: 'A model with such a part, run with RK4.',
    remedy: 'Choose Euler.',
    example: inProgram("createProblem(program, { method: 'rk4' }) where x is a conveyor"),
  },
  {
    code: 'bad-seed',
    title: 'A seed that is no whole number',
    meaning: 'Random numbers are counted from a seed and a member, which are whole numbers from 0 to 4294967295.',
    causes: 'A fraction, or a number below 0.',
    remedy: 'Give a whole number; any will do.',
    example: inProgram('createProblem(model, { seed: 1.5 })'),
  },
  {
    code: 'bad-tolerance',
    title: 'A tolerance that means nothing',
    meaning:
      'The adaptive method keeps the error of each stock below absolute + relative × its value; not both can be 0.',
    causes: 'Two zeros, or a number of 1 or more.',
    remedy: 'Give small numbers, such as 1e-6 and 1e-9.',
    example: inProgram('createProblem(model, { tolerance: { relative: 0, absolute: 0 } })'),
  },
  {
    code: 'other-method',
    title: 'A method of integration that another takes the place of',
    meaning: 'Weir, or the format that is written, does not have this very method, and takes the nearest that it has.',
    causes:
      'Vensim’s automatic steps, difference equations and second-order Runge–Kutta; Heun’s method in an .mdl file.',
    remedy: 'Choose another method for the run if the results should differ.',
    example: inProgram('writeVensim of a model that is run by Heun’s method'),
  },
  {
    code: 'other-meaning',
    title: 'A function that means something else in the format that is written',
    meaning:
      'The format has the function under the same or a like name, and it gives other numbers under some methods or with short times.',
    causes: 'STEP, RAMP or PULSE of a Stella model that runs by Runge–Kutta, and DELAYN or SMTHN, in an .mdl file.',
    remedy:
      'Run by Euler with a step that is short against the times, or compare the two results before relying on them.',
    example: inProgram('writeVensim of x = DELAYN(TIME, 4, 5)'),
  },
  {
    code: 'too-much-saved',
    title: 'More results than can be kept',
    meaning: 'Saved rows times variables is more than a run may hold in memory.',
    causes: 'Every variable of a large array saved at every one of very many steps.',
    remedy: 'Save less often, or fewer variables.',
    example: inProgram('createProblem(program, { stop: 1e6, step: 0.01, save: [four names] })'),
  },
  {
    code: 'not-in-vensim',
    title: 'Something that Vensim cannot say',
    meaning:
      'The model holds something that has no counterpart in an .mdl file, so that the file would have other numbers.',
    causes: 'A function or a table of another dialect.',
    remedy: 'Write the equation another way, or convert to .xmile.',
    example: inProgram('writeVensim of x = STDDEV(a[*])'),
  },
  {
    code: 'not-in-xmile',
    title: 'Something that XMILE cannot say',
    meaning: 'The model holds something that has no counterpart in XMILE.',
    causes: 'The standard deviation over a named part of a dimension; a table that looks forward.',
    remedy: 'Keep the model as .yaml, or write the equation another way.',
    example: inProgram('writeXmile of y = STDDEV(x[*:Young])'),
  },
  {
    code: 'not-standard-xmile',
    title: 'Something that standard XMILE does not have',
    meaning: 'It is written as it is. Weir reads it again; other tools may refuse it.',
    causes: 'A function of Vensim’s or Weir’s own; a flow that drains two stocks.',
    remedy: 'Express it with standard functions if the file is for another tool.',
    example: inProgram('writeXmile of x = RANDOM GAMMA(0, 9, 2, 0, 1, 0)'),
  },
  {
    code: 'not-kept',
    title: 'Parts of the document that a file has no place for',
    meaning: 'The file has the same numbers, but is without what is named: loops, evidence, the model’s documentation.',
    causes: 'A model of Weir’s own, written for another tool.',
    remedy: 'Keep the model as .yaml too.',
    example: inProgram('writeVensim of a model with documentation'),
  },
];
