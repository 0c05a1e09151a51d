import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { withConveyors } from '../testing/with-conveyors.ts';
import { withQueues } from '../testing/with-queues.ts';

describe('compileModel of queues', () => {
  const one = model`stock Q = 0 { +in -on -over }; flow in = 1; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0; time 0 5 1`;
  const belt = { conveyors: { S: { length: '2' } } };
  const problemsOf = (source: Model): string[] => compileModel(source).diagnostics.map(({ message }) => message);

  it.each<[string, Model, string]>([
    [
      'RK4, since a queue moves once a step',
      withQueues(model`stock Q = 0 { +in -out }; flow in = 1; flow out = 0; time 0 5 1 rk4`, { queues: ['Q'] }),
      'Cannot run the queue "Q" with the method "rk4": it moves on once a step',
    ],
    [
      'a start below 0',
      withQueues(model`stock Q = -1 { -out }; flow out = 0`, { queues: ['Q'] }),
      'Cannot start the queue "Q" with less than nothing in it',
    ],
    [
      'one net rate',
      withQueues(model`stock Q = 1 { net: 1 }`, { queues: ['Q'] }),
      'Cannot run the queue "Q": it has one net rate, and what enters and leaves must be told apart',
    ],
    [
      'a stock that is a conveyor as well',
      withQueues(one, { queues: ['Q', 'S'], ...belt }),
      'Cannot run "S" both as a conveyor and as a queue',
    ],
    [
      'a conveyor after it that is not discrete',
      withConveyors(withQueues(one, { queues: ['Q'] }), { conveyors: { S: { length: '2' } } }),
      'Cannot let the queue "Q" feed the conveyor "S": a conveyor directly after a queue must be discrete',
    ],
    [
      'an overflow as its first outflow',
      withQueues(one, { queues: ['Q'], overflows: ['on'], ...belt }),
      'Cannot run the queue "Q": its first outflow "on" is marked as an overflow, and there is none before it that could be held back',
    ],
    [
      'an overflow of an ordinary stock',
      withQueues(one, { queues: [], overflows: ['over'] }),
      'Cannot let "over" overflow: it is no outflow of a queue',
    ],
    [
      'an outflow that enters two stocks, one of them a conveyor',
      withQueues(model`stock Q = 0 { -on }; flow on = 0; stock S = 0 { +on -out }; flow out = 0; stock T = 0 { +on }`, {
        queues: ['Q'],
        ...belt,
      }),
      'Cannot let "on" leave the queue "Q" for more than one stock: what the conveyor "S" takes is not what the others would',
    ],
    [
      'an outflow that is no flow',
      withQueues(model`stock Q = 0 { -out }; out = 0`, { queues: ['Q'] }),
      'Cannot let "out" leave the queue "Q": it is no flow',
    ],
    [
      'an outflow that leaves another stock as well',
      withQueues(model`stock Q = 0 { -out }; flow out = 0; stock T = 0 { -out }`, { queues: ['Q'] }),
      'Cannot let "out" leave "T" as well as the queue "Q"',
    ],
    [
      'several queues before a conveyor that takes one batch at a time',
      withQueues(
        model`stock Q = 0 { -on }; flow on = 0; stock P = 0 { -off }; flow off = 0; stock S = 0 { +on +off -out }; flow out = 0; time 0 5 1`,
        { queues: ['Q', 'P'], ...belt },
      ),
      'Cannot let several queues feed the conveyor "S", which takes one batch at a time: from which of them is not documented',
    ],
    [
      'an overflow after a second outflow that takes one batch at a time',
      withQueues(
        model`stock Q = 0 { -on -off -over }; flow on = 0; flow off = 0; flow over = 0
          stock S = 0 { +on -out }; flow out = 0; stock T = 0 { +off -end }; flow end = 0; time 0 5 1`,
        { queues: ['Q'], overflows: ['over'], conveyors: { S: { length: '2' }, T: { length: '2' } } },
      ),
      'Cannot run the queue "Q": its overflow "over" comes after a second outflow into a conveyor that takes one batch at a time, and whether it then takes the rest is not documented',
    ],
    [
      'flows over more dimensions than its own',
      withQueues(model`dim Age = young, old; stock Q = 0 { +in -out }; flow in[Age] = 1; flow out = 0`, {
        queues: ['Q'],
      }),
      'Cannot use "in" as an inflow of the stock "Q": an array over [Age] cannot fill a single number',
    ],
    [
      'something in a discrete conveyor at the start, where a unit of time has several steps',
      withQueues(model`stock S = 4 { -out }; flow out = 0; time 0 5 0.5`, { queues: [], ...belt }),
      'Cannot start the discrete conveyor "S" with something in it: whether that lies at the beginning or at the end of each unit of time is not clear from what is documented',
    ],
    [
      'an inflow limit of a discrete conveyor that starts within a unit of time',
      withQueues(model`stock S = 0 { +in -out }; flow in = 1; flow out = 0; time 0.5 5.5 0.5`, {
        queues: [],
        conveyors: { S: { length: '2', inflowLimit: '3' } },
      }),
      'Cannot limit the inflow of the discrete conveyor "S": where units of time begin is not clear with a start of 0.5 and a step of 0.5',
    ],
  ])('refuses %s', (_, source, message) => {
    expect(problemsOf(source)).toEqual([message]);
  });

  it('says that the equation of an outflow is not used', () => {
    const source = withQueues(model`stock Q = 0 { -out }; flow out = Q / 2`, { queues: ['Q'] });
    const { program, diagnostics } = compileModel(source);
    expect(program).toBeDefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'equation-not-used',
        severity: 'warning',
        message: 'Cannot use the equation of "out": the queue "Q", which it leaves, sets it',
      }),
    ]);
  });
});
