import { inMdl, inProgram, inXmile, type DiagnosticEntry } from './entry.ts';

/** Spreadsheets and data files that a model takes values from. */
export const tableDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'missing-file',
    title: 'A file that the model reads is not there',
    meaning: 'The model takes values from a spreadsheet or a text file, and no file of that name was given with it.',
    causes:
      'A model that was moved without the files beside it; a tag, such as ?data, that the settings do not explain.',
    remedy: 'Put the file beside the model, under the path that the model says.',
    example: inMdl("x = GET DIRECT CONSTANTS('rates.csv', ',', 'B2') ~~|"),
  },
  {
    code: 'missing-sheet',
    title: 'A sheet that the workbook does not have',
    meaning: 'The file is there, but none of its sheets has the name that the model says.',
    causes: 'A sheet that was renamed; a file in the place of another.',
    remedy: 'Correct the name of the sheet; those that there are are listed.',
    example: inProgram("readVensim of x = GET XLS CONSTANTS('book.xlsx', 'Dat', 'B2'), where the sheet is Data"),
  },
  {
    code: 'missing-cell',
    title: 'A cell, row or column that cannot be found',
    meaning: 'What stands for a place in a sheet is neither a cell, a row, a column, nor a name that the workbook has.',
    causes: 'A name for cells that was deleted; a spelling mistake.',
    remedy: 'Correct the place.',
    example: inProgram(
      "readVensim of x = GET XLS CONSTANTS('book.xlsx', 'Data', 'rates'), where nothing is called rates",
    ),
  },
  {
    code: 'missing-value',
    title: 'A cell that holds no number',
    meaning: 'A cell that the model takes a value from is empty or holds text.',
    causes: 'A table that is shorter than the subscript range; a number that was typed as text.',
    remedy: 'Put a number into the cell that is named.',
    example: inProgram("readVensim of x = GET XLS CONSTANTS('book.xlsx', 'Data', 'B2'), where B2 is empty"),
  },
  {
    code: 'missing-points',
    title: 'Points of a lookup that are left out',
    meaning:
      'A lookup is taken from a file in which some x have no value; it goes straight from the point before to the next.',
    causes: 'A table with gaps.',
    remedy: 'Fill the gaps: Vensim itself takes 0 or nothing for them, so that its values near them are others.',
    example: inProgram("readVensim of f = GET XLS LOOKUPS('gaps.csv', ',', 'A', 'B1'), where the value at 1 is empty"),
  },
  {
    code: 'repeated-time',
    title: 'Two values at one time',
    meaning: 'A series of data or a lookup has the same x twice, so that it has two values there.',
    causes: 'A row that was copied; two tables that run into each other.',
    remedy: 'Give each x once.',
    example: inProgram("readVensim of x := GET DIRECT DATA('twice.csv', ',', 'A', 'B1'), where two rows are at time 1"),
  },
  {
    code: 'missing-data',
    title: 'A data variable without values',
    meaning: 'The variable has no equation, so that its values must come from a data file, and none has it.',
    causes: 'A data file that is not beside the model; a variable whose equation was forgotten.',
    remedy: 'Put a data file beside the model, as Vensim exports it, or write the equation.',
    example: inMdl('sales ~~|\nx = sales * 2 ~~|'),
  },
  {
    code: 'other-format',
    title: 'A workbook in the other format of Excel',
    meaning: 'The model names an .xls or .xlsx file that is not there, and the other one of the same name is read.',
    causes: 'A workbook that was saved in the newer format after the model was written.',
    remedy: 'Nothing, if it is the right file; otherwise write its name in the model.',
    example: inProgram("openTables(['book.xls'], …), where only book.xlsx is there"),
  },
  {
    code: 'damaged-file',
    title: 'A spreadsheet that is damaged',
    meaning: 'The file breaks off, or its parts do not fit together.',
    causes: 'A download or a copy that was not finished.',
    remedy: 'Copy it anew, or save it again from the program that made it.',
    example: inProgram('openWorkbook of the first half of an .xlsx file'),
  },
  {
    code: 'unsupported-file',
    title: 'A file of tables in a format that is not read',
    meaning: 'Weir reads .xlsx, .xls since Excel 97 and delimited text, none of them encrypted.',
    causes: 'A binary workbook (.xlsb), one of OpenDocument (.ods), one with a password, one of Excel 95.',
    remedy: 'Save the tables as .xlsx, .xls, .csv or .tab.',
    example: inProgram('openWorkbook of a web page'),
  },
  {
    code: 'too-much-data',
    title: 'A file of tables that is larger than is read',
    meaning: 'A file may have 256 MiB, a part of an .xlsx file 64 MiB once it is unpacked, a workbook 2,000,000 cells.',
    causes: 'A workbook that holds much besides what the model reads; a file that is made to fill the memory.',
    remedy: 'Keep only the tables that the model reads.',
    example: inProgram('openWorkbook of an .xlsx file with a part that says it has 2 GiB'),
  },
  {
    code: 'import-on-demand',
    title: 'An import on demand that is not made',
    meaning:
      'Stella imports such data when a person asks for it, and keeps the values in the model; it is read with those.',
    causes: 'A model of Stella’s that is connected with a spreadsheet.',
    remedy: 'Nothing; or import the data in Stella, if they are newer than the model.',
    example: inXmile(
      '<xmile><sim_specs><start>0</start><stop>1</stop></sim_specs><data><import frequency="on_demand" resource="rates.csv"/></data><model><variables><aux name="x"><eqn>1</eqn></aux></variables></model></xmile>',
    ),
  },
  {
    code: 'changing-times',
    title: 'Control variables that change during the run',
    meaning:
      'Vensim lets TIME STEP, FINAL TIME and SAVEPER depend on Time. The run is made in equal steps that reach all of Vensim’s times, and every step is saved; nothing in the model depends on the steps, so that the values are the same.',
    causes: 'A model that takes shorter steps from some time on.',
    remedy: 'Nothing; or write numbers.',
    example: inMdl('x = Time ~~|\nSAVEPER = IF THEN ELSE(Time < 5, 1, 2) ~~|'),
  },
];
