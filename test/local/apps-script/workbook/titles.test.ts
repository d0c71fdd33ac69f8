import {
  withTitlesOfGoogle,
  withTitlesOfModel,
  titleInGoogle,
  titleInModel,
} from '../../../../local/apps-script/workbook/titles';

test.each(['Accounting Cloud CPU/h', 'a\\b', 'a*b', 'a:b', "VO's", 'a?', '[a]', 'plain'])(
  'a tab "%s" has a title that the model allows, and its own again outside',
  (title) => {
    expect(titleInModel(title)).not.toMatch(/[/\\*:'?[\]]/);
    expect(titleInGoogle(titleInModel(title))).toBe(title);
  },
);

it('writes the slash as the division slash', () => {
  expect(titleInModel('Accounting Cloud CPU/h')).toBe('Accounting Cloud CPU∕h');
});

test.each([
  ["='CPU/h'!A1/2", "='CPU∕h'!A1/2"],
  ["=SUM('CPU/h'!A1:A3,'It''s'!B2)", "=SUM('CPU∕h'!A1:A3,'Itʹs'!B2)"],
  ["=\"'CPU/h'!A1\"&'CPU/h'!A1", "=\"'CPU/h'!A1\"&'CPU∕h'!A1"],
  ['=A1/B1', '=A1/B1'],
])('%s is %s in the model, and the same again outside', (google, model) => {
  expect(withTitlesOfModel(google)).toBe(model);
  expect(withTitlesOfGoogle(model)).toBe(google);
});

it('quotes a title that the model leaves bare', () => {
  expect(withTitlesOfGoogle('=CPU∕h!A1')).toBe("='CPU/h'!A1");
});
