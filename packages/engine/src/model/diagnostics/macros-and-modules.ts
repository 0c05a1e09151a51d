import { inDocument, inMdl, inProgram, inXmile, type DiagnosticEntry } from './entry.ts';

/** What a model is put together from: macros, and modules that run other models. */
export const partDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'recursive-macro',
    title: 'A macro that calls itself',
    meaning:
      'Every call gets variables of its own, so a macro that calls itself, or others that call it, would need endlessly many.',
    causes: 'A recursive macro, as XMILE allows; the name of a macro in place of a built-in.',
    remedy: 'Put a stock or a delay there, or write the steps out as macros of different names.',
    example: inMdl(':MACRO: M(a)\nM = M(a - 1) ~~|\n:END OF MACRO:\nx = M(3) ~~|'),
  },
  {
    code: 'missing-output',
    title: 'A macro without a value',
    meaning:
      'A call is worth a variable of the macro, by its own name in Vensim and by the <eqn> in XMILE; there is none of that name.',
    causes: 'A misspelt variable; a macro that was renamed.',
    remedy: 'Give the macro a variable of that name.',
    example: inMdl(':MACRO: DOUBLE(a)\nDUOBLE = 2 * a ~~|\n:END OF MACRO:\nx = DOUBLE(3) ~~|'),
  },
  {
    code: 'unfinished-macro',
    title: 'A macro without an end',
    meaning: 'Without ":END OF MACRO:" the rest of the file would belong to the macro.',
    causes: 'A file that was cut, or edited by hand.',
    remedy: 'Add ":END OF MACRO:" after the last equation of the macro.',
    example: inMdl(':MACRO: M(a)\nM = a ~~|\nx = M(3) ~~|'),
  },
  {
    code: 'wrong-order',
    title: 'A parameter with a default before one without',
    meaning: 'Arguments are counted from the left, so only the last ones can be left out.',
    causes: 'A parameter that was added at the end.',
    remedy: 'Put the parameters with defaults last.',
    example: inXmile(
      '<xmile><sim_specs><start>0</start><stop>9</stop><dt>1</dt></sim_specs><macro name="M"><parm default="1">a</parm><parm>b</parm><eqn>a + b</eqn></macro><model><variables/></model></xmile>',
    ),
  },
  {
    code: 'too-many-variables',
    title: 'Macros or modules that make too much',
    meaning: 'Every call and every module gets variables of its own; together they are more than would be of use.',
    causes: 'Macros that call each other several times, over many levels.',
    remedy: 'Call them in fewer places, or let the inner ones be variables of the model.',
    example: inProgram('compile 30 macros each of which calls the next one twice'),
  },
  {
    code: 'unknown-model',
    title: 'A module without a model',
    meaning: 'A module runs a submodel of the file, and there is none of that name.',
    causes: 'A submodel that was renamed or left out.',
    remedy: 'Correct the name, or add the submodel.',
    example: inXmile('<module name="hares"/>'),
  },
  {
    code: 'recursive-module',
    title: 'A model that contains itself',
    meaning: 'A submodel has a module that runs the submodel itself, or one around it.',
    causes: 'A module that names the wrong submodel.',
    remedy: 'Take one of them out.',
    example: inDocument('{"submodels": {"a": {"modules": {"a": {}}}}, "modules": {"a": {}}}'),
  },
  {
    code: 'two-connections',
    title: 'An input with two sources',
    meaning: 'A variable of a module has one value, so it can be connected once.',
    causes: 'A connection that was drawn anew without taking out the old one.',
    remedy: 'Keep one of the connections.',
    example: inDocument(
      '{"variables": {"p": 1, "q": 2}, "submodels": {"m": {"variables": {"x y": 0}}}, "modules": {"m": {"connections": {"x y": "p", "x_y": "q"}}}}',
    ),
  },
  {
    code: 'ambiguous-name',
    title: 'A name that could be of two levels',
    meaning:
      'A dot before a name means the whole model to some tools and the model around the module to others; both have the name, and they differ.',
    causes: 'A module inside a module that reaches outwards with a dot.',
    remedy: 'Rename one of the two, or name the module before the dot.',
    example: inDocument(
      '{"variables": {"k": 1}, "submodels": {"outer": {"variables": {"k": 2}, "modules": {"inner": {}}}, "inner": {"variables": {"x": ".k"}}}, "modules": {"outer": {}}}',
    ),
  },
];
