import { inDocument, inMdl, inXmile, type DiagnosticEntry } from './entry.ts';

/** What is wrong with a file, by the format it is in. */
export const fileDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'wrong-type',
    title: 'A value of another kind than is needed',
    meaning: 'In a document, a list stands where a map is needed, a text where a number is, and so on.',
    causes: 'Indentation; a value that YAML reads as something else, such as `no`.',
    remedy: 'Write the kind of value that the message names; quote text that YAML would take for something else.',
    example: inDocument('{"stocks": {"S": {"initial": 1, "non negative": "perhaps"}}}'),
  },
  {
    code: 'wrong-length',
    title: 'A list of another length than its dimension',
    meaning: 'A list of values stands for the elements of a dimension in order, and there are more or fewer.',
    causes: 'An element that was added later.',
    remedy: 'Give one value for each element, or name the elements.',
    example: inDocument(
      '{"dimensions": {"Age": ["young", "old"]}, "variables": {"x": {"dimensions": ["Age"], "equation": [1, 2, 3]}}}',
    ),
  },
  {
    code: 'unknown-key',
    title: 'A key that means nothing',
    meaning:
      'A document has an entry that the reader does not know. It is refused, since what it asks for would not be done.',
    causes: 'A spelling mistake.',
    remedy: 'Correct the key; the known ones are listed.',
    example: inDocument('{"variables": {"x": {"equation": 1, "unit": "people"}}}'),
  },
  {
    code: 'unknown-word',
    title: 'A word that is not one of a few',
    meaning: 'A setting has a value outside the list that the message shows.',
    causes: 'A spelling mistake; a method of another tool.',
    remedy: 'Choose one of the words.',
    example: inDocument(
      '{"variables": {"x": {"equation": "TIME", "table": {"x": [0, 1], "y": [1, 2], "mode": "smooth"}}}}',
    ),
  },
  {
    code: 'missing-key',
    title: 'A part that has to be there',
    meaning: 'A document lacks an entry without which the rest cannot be used.',
    causes: 'An unfinished file; a key at another indentation.',
    remedy: 'Add the entry that the message names.',
    example: inDocument('{"stocks": {"S": {"inflows": []}}}'),
  },
  {
    code: 'two-models',
    title: 'Two files that both hold the settings of the model',
    meaning: 'Files of one model are read together, and only one of them may have `model`.',
    causes: 'A folder that holds two models.',
    remedy: 'Keep one of them.',
    example: { language: 'program', text: 'readDocument of two files that both have "model"' },
  },
  {
    code: 'not-a-number',
    title: 'Text where a number is needed',
    meaning: 'A time, a point of a table, a value in a list or a value that is set cannot be read as a finite number.',
    causes: 'A unit after the number; a decimal comma; an expression in a list of values.',
    remedy: 'Give a number, such as 0.25.',
    example: inXmile('<aux name="x"><eqn>TIME</eqn><gf><xpts>0,1</xpts><ypts>0,one</ypts></gf></aux>'),
  },
  {
    code: 'two-definitions',
    title: 'A variable that is defined in two ways',
    meaning: 'A file gives a variable two equations, or equations of two kinds, and it is not known which holds.',
    causes: 'An entry that was copied; an equation for all elements beside equations for single ones.',
    remedy: 'Keep one of the two.',
    example: inMdl('x = 1 ~~|\nx = 2 ~~|'),
  },
  {
    code: 'empty-model',
    title: 'A Vensim file without equations',
    meaning: 'Nothing in the file is an equation.',
    causes: 'Another kind of file; a binary Vensim model (.vmf, .vpm).',
    remedy: 'Choose a Vensim model saved as text (.mdl).',
    example: { language: 'program', text: "readVensim('', { file: 'empty.mdl' })" },
  },
  {
    code: 'unfinished-entry',
    title: 'The last entry of a Vensim file has no end',
    meaning: 'Every entry ends with `|`; the last one does not, so that the file may be cut short.',
    causes: 'A file that was not completely saved or copied.',
    remedy: 'Add "~ ~ |", or take the file from where it came once more.',
    example: inMdl('x = 1 ~~|\ny = 2'),
  },
  {
    code: 'missing-time',
    title: 'A model that does not say when it runs',
    meaning: 'The start, the stop or the step is not in the file.',
    causes: 'A Vensim file without its control variables; an XMILE file without <sim_specs>.',
    remedy: 'Add what the message names.',
    example: { language: 'program', text: "readVensim('x = 1 ~~|', { file: 'x.mdl' })" },
  },
  {
    code: 'events-left-out',
    title: 'Events that are not posted',
    meaning:
      'Stella can show messages, or pause, when a variable passes a value. That changes no numbers, and is left out.',
    causes: 'An event poster on a variable.',
    remedy: 'Where an event ends the run, set the stop time.',
    example: inXmile('<aux name="x"><eqn>1</eqn><event_poster min="0" max="1"/></aux>'),
  },
  {
    code: 'unsupported-construct',
    title: 'Something that the format has and Weir does not carry out',
    meaning:
      'The file asks for something by name that would change the numbers and that Weir cannot do. It is refused rather than passed over.',
    causes: 'A rare part of another tool: see the list in `docs/language.md`.',
    remedy: 'Model it another way, or take it out.',
    example: inXmile('<stock name="S"><eqn>1</eqn><oven/></stock>'),
  },
  {
    code: 'reality-check',
    title: 'A reality check that is not run',
    meaning:
      'Vensim’s tests of a model (:THE CONDITION: … :IMPLIES: …) do not change its numbers; the model is read without them.',
    causes: 'A model with reality checks.',
    remedy: 'Nothing, unless the check is wanted: then write it as a variable that is 1 where it holds.',
    example: inMdl('check :THE CONDITION: x > 1 :IMPLIES: x > 0 ~~|\nx = 1 ~~|'),
  },
  {
    code: 'not-well-formed-xml',
    title: 'A file that is not well-formed XML',
    meaning:
      'Tags do not match, or a character stands where XML does not allow it. Nothing after that place can be trusted.',
    causes: 'A file edited by hand; one that was cut short.',
    remedy: 'Mend the file at the place that is named, or save it again from the program that made it.',
    example: inXmile('<aux name="x"><eqn>1</eqn></stock>'),
  },
  {
    code: 'not-xmile',
    title: 'An XML file of another kind',
    meaning: 'The outermost element is not <xmile>.',
    causes: 'Another XML file, such as a web page saved in place of the model.',
    remedy: 'Choose a file that Stella or another tool saved as .stmx or .xmile.',
    example: inXmile('<html></html>'),
  },
  {
    code: 'missing-model',
    title: 'An XMILE file without a model',
    meaning: 'There is no <model> in it.',
    causes: 'A file that holds only settings or an interface.',
    remedy: 'Choose one that holds a model.',
    example: inXmile('<xmile><sim_specs><start>0</start><stop>1</stop></sim_specs></xmile>'),
  },
  {
    code: 'missing-name',
    title: 'A variable without a name',
    meaning: 'A <stock>, <flow> or <aux> has no "name".',
    causes: 'A file made by a program.',
    remedy: 'Give it one.',
    example: inXmile('<aux><eqn>1</eqn></aux>'),
  },
  {
    code: 'vensim-method',
    title: 'A method that Vensim’s export does not say truly',
    meaning:
      'Vensim writes RK4 into every XMILE file, whatever the model uses; Euler is used, as in the model it came from.',
    causes: 'A file that Vensim exported.',
    remedy: 'Choose the method for the run if it is not Euler.',
    example: inXmile(
      '<xmile><header><product>Vensim</product></header><sim_specs method="RK4"><start>0</start><stop>1</stop><dt>1</dt></sim_specs><model><variables><aux name="x"><eqn>1</eqn></aux></variables></model></xmile>',
    ),
  },
  {
    code: 'diagram-parts',
    title: 'Parts of diagrams that are not kept',
    meaning:
      'The model is read or written whole, and its diagrams with it, save for what is counted: a file that is written again will be without that.',
    causes: 'Graphs, tables, buttons and other things that present results; colours, fonts and styles; pictures.',
    remedy: 'Keep the original file for how it looks.',
    example: inXmile(
      '<xmile><sim_specs><start>0</start><stop>1</stop></sim_specs><model><variables><aux name="x"><eqn>1</eqn></aux></variables><views><view><button x="1" y="2"/></view></views></model></xmile>',
    ),
  },
];
