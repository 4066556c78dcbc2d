import { describe, expect, it } from 'vitest';
import { BATCH_JOB } from '../../../src/batch/job-store.ts';
import { progressBoard, type ProgressBoard } from '../../../src/cli/reporters/progress-board.ts';

const batch = 'b';

/** A board of four orders, with a clock that is moved by hand. */
function fourOrders(): { board: ProgressBoard; time: { ms: number }; tell: (share: number, row?: number) => void } {
  const time = { ms: 1_700_000_000_000 };
  const board = progressBoard(
    () => time.ms,
    (finished) => 4 - finished,
  );
  const tell = (share: number, row = 1): void =>
    board.progress('mastering disc 1 of 1', share, {
      order: { batch, row, title: `List ${row}`, share: share / 2 },
      playMs: 600_000,
    });
  return { board, time, tell };
}

describe('the board of a run', () => {
  it('tells step, percent, pace and time left of each order and of all', () => {
    const { board, time, tell } = fourOrders();
    tell(0);
    expect(board.lines(100)).toEqual([
      '  0 %                       0 of 4 orders done',
      '  0 %                       row 1 List 1: mastering disc 1 of 1',
    ]);
    time.ms += 3000;
    tell(0.5);
    // 300 s of music in 3 s, a quarter of an order, a sixteenth of all.
    expect(board.lines(100)).toEqual([
      '  6 %   100x     0:45 left  0 of 4 orders done',
      ' 25 %   100x     0:09 left  row 1 List 1: mastering disc 1 of 1',
    ]);
    board.finished();
    board.left({ batch, row: 1 });
    tell(0, 2);
    tell(0, 3);
    expect(board.lines(100)).toEqual([
      ' 25 %   100x     0:09 left  1 of 4 orders done',
      '  0 %                       row 2 List 2: mastering disc 1 of 1',
      '  0 %                       row 3 List 3: mastering disc 1 of 1',
    ]);
  });

  it('leaves out the pace, then the time left, where the terminal is narrow', () => {
    const { board, time, tell } = fourOrders();
    tell(0);
    time.ms += 3000;
    tell(0.5);
    const widths = [200, 60, 59, 44, 43, 20].map((columns) => board.lines(columns)[0]!.indexOf('0 of 4'));
    expect(widths).toEqual([28, 28, 21, 21, 7, 7]);
  });

  it('promises nothing of what was made before, nor of a clock that was set back', () => {
    const { board, time, tell } = fourOrders();
    for (let made = 0; made < 3; made++) board.finished();
    tell(0, 4);
    time.ms += 2000;
    tell(0.5, 4);
    expect(board.lines(100)[0]).toBe(' 81 %   150x     0:06 left  3 of 4 orders done');
    time.ms -= 3_600_000;
    expect(board.lines(100)[0]).toBe(' 81 %                       3 of 4 orders done');
  });

  it('tells what is done for all orders, and rests when nothing is left', () => {
    const { board } = fourOrders();
    board.progress('choosing', 0.5);
    expect(board.lines(100)).toEqual(['  0 %                       0 of 4 orders done: choosing']);
    board.left({ batch, row: BATCH_JOB });
    expect(board.lines(100)).toEqual(['  0 %                       0 of 4 orders done']);
    expect(board.isIdle()).toBe(false);
    for (let made = 0; made < 4; made++) board.finished();
    expect(board.isIdle()).toBe(true);
  });

  it('shows no control characters of a title', () => {
    const { board } = fourOrders();
    board.progress('packing', 0, { order: { batch, row: 1, title: 'a\u001b[2Jb\nc', share: 0 } });
    expect(board.lines(100)[1]).not.toMatch(/[\u0000-\u001f]/);
  });
});
