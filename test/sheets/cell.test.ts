import { contentOf, dateCell, figureOfCell, heldIn } from '../../src/sheets/cell';

describe('what a cell holds is', () => {
  it.each<[string, unknown, string, number | undefined]>([
    ['a figure', 13877767, 'figure', 13877767],
    ['a figure with decimals', 1.234, 'figure', 1.234],
    ['nothing', '', 'nothing', undefined],
    ['nothing where there are only blanks', '  ', 'nothing', undefined],
    ['the figure in a text', '40000', 'text', 40000],
    ['the figure behind an apostrophe', "'40000", 'text', 40000],
    ['a figure in groups', '13,877,767', 'text', 13877767],
    ['a figure in groups of other locales', '13.877.767', 'text', 13877767],
    ['no figure where a comma may be a decimal one', '1,234', 'text', undefined],
    ['no figure where a point may stand for thousands', '1.234', 'text', undefined],
    ['no figure in words', '1,000 (estimate)', 'text', undefined],
    ['an error', '#REF!', 'error', undefined],
    ['what is still being fetched', 'Loading...', 'error', undefined],
    ['a tick', true, 'text', undefined],
  ])('%s', (_, value, kind, figure) => {
    expect(contentOf(value).kind).toBe(kind);
    expect(figureOfCell(value)).toBe(figure);
  });

  it.each([
    ['1899-12-31T00:00:00', 1],
    ['1901-05-14T00:00:00', 500],
    ['2009-07-06T00:00:00', 40000],
    ['2009-07-06T12:00:00', 40000.5],
    ['39896-01-12T00:00:00', 13877767],
  ])('the number behind the date %s', (local, figure) => {
    expect(figureOfCell(dateCell(local))).toBe(figure);
  });

  it('no figure where the date is beyond all dates', () => {
    expect(contentOf(dateCell('Invalid Date'))).toEqual({ kind: 'date', figure: undefined });
  });
});

it('a cell is named as people see it', () => {
  expect(heldIn([['Period'], ['2026.01-03', 'n/a']], 1, 1)).toEqual({
    kind: 'text',
    figure: undefined,
    cell: 'B2',
    shown: 'n/a',
  });
});
