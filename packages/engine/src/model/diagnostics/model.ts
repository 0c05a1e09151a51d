import { inModel, inXmile, type DiagnosticEntry } from './entry.ts';

/** The structure of a model: its clock, stocks and flows, loops and units. */
export const modelDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'bad-time',
    title: 'Times that make no run',
    meaning: 'The stop is before the start, the step is not above 0, or results are to be saved between steps.',
    causes: 'Start and stop exchanged; a saving interval that is no multiple of the step.',
    remedy: 'Correct the times; the message says which.',
    example: inModel('x = 1; time 10 0 1'),
  },
  {
    code: 'circular-definition',
    title: 'Variables that need one another at the same moment',
    meaning: 'Each value in the circle waits for the next one, and none can be computed first.',
    causes: 'A feedback loop without a stock in it.',
    remedy: 'Put a stock or a delay into the loop: what takes time has to be somewhere in it.',
    example: inModel('price = demand / 2; demand = 10 - price'),
  },
  {
    code: 'circular-initial-value',
    title: 'Initial values that need one another',
    meaning: 'At the start, before any stock has a value, each value in the circle waits for the next one.',
    causes: 'A stock that starts from a variable which depends on the stock.',
    remedy: 'Give one of them an initial value that does not depend on the others.',
    example: inModel('stock S = half { -out }; half = S / 2; flow out = 1'),
  },
  {
    code: 'not-a-flow',
    title: 'A stock that is changed by something that is no flow',
    meaning: 'Inflows and outflows have to be flows or converters, not stocks or graphical functions.',
    causes: 'The wrong name in the list.',
    remedy: 'Name a flow.',
    example: inModel('stock A = 1 { -B }; stock B = 2'),
  },
  {
    code: 'bad-conveyor',
    title: 'A conveyor that cannot be run as it is',
    meaning:
      'A conveyor needs one outflow for what comes to its end, and every other outflow of it is a leak; what isee systems do not document of it is refused.',
    causes:
      'An outflow that is not marked as a leak; a leak from an ordinary stock; a transit time of very many steps; RK4.',
    remedy: 'Do what the message says, or model it with stocks and flows.',
    example: inXmile(
      '<stock name="s"><eqn>1</eqn><conveyor><len>2</len></conveyor></stock><aux name="x"><eqn>1</eqn></aux>',
    ),
  },
  {
    code: 'bad-queue',
    title: 'A queue that cannot be run as it is',
    meaning:
      'A queue serves its outflows in their order; a conveyor after it must be discrete, and an overflow is never its first outflow. What neither XMILE 1.0 nor isee systems say of a queue is refused.',
    causes:
      'A conveyor after the queue that is not marked as discrete; an overflow of an ordinary stock; several queues before a conveyor that takes one batch at a time; a start below 0; RK4.',
    remedy: 'Do what the message says, or model it with stocks and flows.',
    example: inXmile(
      '<stock name="s"><eqn>1</eqn><outflow>f</outflow><queue/></stock><flow name="f"><overflow/></flow>',
    ),
  },
  {
    code: 'equation-not-used',
    title: 'An equation that is of no account',
    meaning:
      'What leaves a queue is set by the queue: by what there is in it and by what the stock after it takes. An equation of such a flow is kept, and not used.',
    causes: 'A stock that was made a queue after its outflow had been given an equation.',
    remedy: 'Take the equation out, or let the stock be no queue.',
    example: inXmile(
      '<stock name="s"><eqn>1</eqn><outflow>f</outflow><queue/></stock><flow name="f"><eqn>2</eqn></flow>',
    ),
  },
  {
    code: 'shared-outflow',
    title: 'An outflow that cannot be held back',
    meaning:
      'A flow leaves several stocks, one of them non-negative. No value of it could suit them all: it keeps its own, and a non-negative stock loses what it has and no more.',
    causes: 'One flow named as the outflow of two stocks.',
    remedy: 'Give each stock an outflow of its own.',
    example: inXmile(
      '<stock name="a"><eqn>1</eqn><outflow>f</outflow><non_negative/></stock><stock name="b"><eqn>1</eqn><outflow>f</outflow></stock><flow name="f"><eqn>1</eqn></flow>',
    ),
  },
  {
    code: 'two-rates',
    title: 'A stock with flows and with a net rate',
    meaning: 'A stock changes either by its flows or by one expression; with both it is not known which holds.',
    causes: 'A stock of a Vensim model that was given flows.',
    remedy: 'Keep one of the two.',
    example: {
      language: 'document',
      text: '{"stocks": {"S": {"initial": 1, "inflows": ["f"], "net": "2"}}, "flows": {"f": 1}}',
    },
  },
  {
    code: 'loop-unknown-variable',
    title: 'A named loop through a variable that does not exist',
    meaning: 'A loop that the author describes passes through a name that the model does not have.',
    causes: 'A variable that was renamed after the loop was described.',
    remedy: 'Correct the list of variables.',
    example: {
      language: 'program',
      text: 'findLoops of stock S = 1 { +grow }; flow grow = S, with a loop named through Stok and grow',
    },
  },
  {
    code: 'loop-not-closed',
    title: 'A named loop that is no loop',
    meaning: 'One of the variables does not act on the next, directly or through others.',
    causes: 'An equation that no longer holds the link; variables in the wrong order.',
    remedy: 'Correct the list of variables, or the equation that should hold the link.',
    example: {
      language: 'program',
      text: 'findLoops of stock S = 1 { +grow }; flow grow = S; other = 2, with a loop named through S and other',
    },
  },
  {
    code: 'bad-units',
    title: 'Units that cannot be read',
    meaning: 'The text is no product or quotient of names. The variable is computed; its units are not checked.',
    causes: 'Two signs in a row; a bracket that is not closed; a number other than 1.',
    remedy: 'Write them as in children/year, £/(child*week), 1/year, people per year or 1.',
    example: inModel('x {children//year} = 1'),
  },
  {
    code: 'unit-mismatch',
    title: 'Units that do not go together',
    meaning:
      'Two sides of an equation, terms of a sum, or an argument and its function have different units. The numbers are computed all the same.',
    causes:
      'A missing factor, often of time; one unit under two names, such as person and people. Where a variable has no units of its own, the message says what its units were taken from.',
    remedy: 'Correct the equation or the units, or declare that the two names mean the same.',
    example: inModel('wait {months} = 2; people {people} = 10; x {people} = people / wait'),
  },
];
