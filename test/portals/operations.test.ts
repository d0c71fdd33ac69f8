import { PlainSentence } from '../../src/portals/failures';
import { voListRequest, voUsersRequest } from '../../src/portals/operations';
import { periodOf } from '../../src/domain/periods';
import { usersOfPeriod } from '../../src/statistics/users/figures';

const access = { url: 'https://operations.example/api', apiKey: 'key' };
const sentence = (what: string): string => `The answer of the Operations Portal cannot be used: ${what}.`;
const KEY_REFUSED =
  'The API key was not accepted by the Operations Portal. Enter it again with OKR Stats > API key...';

describe('the list of VOs', () => {
  const request = voListRequest(access);
  const read = (...data: unknown[]): unknown => request.parse(JSON.stringify({ data }));

  test('is asked for with the key', () => {
    expect(request).toMatchObject({
      url: 'https://operations.example/api/vo-list/json',
      headers: { 'X-API-Key': 'key' },
    });
  });

  test('comes in the order of the portal, with its other fields left out', () => {
    expect(
      read(
        { serial: '2', name: 'vo.b', members: '0.0', membersTotal: '3097', Vo: [] },
        { serial: '1', name: ' alice ', members: '17', membersTotal: '20.0' },
      ),
    ).toEqual([
      { name: 'vo.b', registeredUsers: 0, totalUsers: 3097 },
      { name: 'alice', registeredUsers: 17, totalUsers: 20 },
    ]);
  });

  test.each([
    ['12', 12],
    [12, 12],
    ['0.0', 0],
    ['0', 0],
    [0, 0],
    [' 7 ', 7],
    [undefined, 0],
  ])('a count of %j is %j', (members, expected) => {
    const other = { name: 'b', members: '1', membersTotal: '2' };
    expect(read({ name: 'a', members }, other)).toEqual([
      { name: 'a', registeredUsers: expected, totalUsers: 0 },
      { name: 'b', registeredUsers: 1, totalUsers: 2 },
    ]);
  });

  test.each(['members', 'membersTotal'])(
    'without %s at any VO it is refused, instead of 0 users',
    (field) => {
      const vo = { name: 'a', members: '1', membersTotal: '2', [field]: undefined };
      expect(() => read(vo, vo)).toThrow(sentence(`no VO has a number "${field}"`));
    },
  );

  test.each([
    ['', 'a number is expected'],
    [' ', 'a number is expected'],
    ['many', 'a number is expected'],
    ['1,234', 'a number is expected'],
    ['1.000', 'a number is expected'],
    ['12 345', 'a number is expected'],
    ["1'234", 'a number is expected'],
    ['0x10', 'a number is expected'],
    [null, 'a number is expected'],
    [true, 'a number is expected'],
    [[5], 'a number is expected'],
    ['1.5', 'a whole number is expected'],
    ['1e999', 'a whole number is expected'],
    [-1, 'a number cannot be negative'],
    ['-3', 'a number cannot be negative'],
    ['1152921504606847000', 'the number is too large'],
  ])('a count of %j is refused', (members, what) => {
    expect(() => read({ name: 'ok' }, { name: 'a', members })).toThrow(
      sentence(`at data.1.members: ${what}`),
    );
  });

  test.each([[''], [' '], [null], [5]])('a name of %j is refused', (name) => {
    expect(() => read({ name })).toThrow('a VO name is expected');
  });

  test.each([
    ['[]', 'at data: an object with "data" is expected'],
    ['{}', 'at data: an object with "data" is expected'],
    ['{"data":null}', 'at data: a list of VOs is expected'],
    ['null', 'an object with "data" is expected'],
    ['', 'it is not whole, or not JSON'],
    ['{"data":[', 'it is not whole, or not JSON'],
  ])('%j is refused', (body, what) => {
    expect(() => request.parse(body)).toThrow(sentence(what));
  });

  test('a VO without a name is refused', () => {
    expect(() => read({})).toThrow(sentence('at data.0.name: a VO with its name is expected'));
  });

  test('a page to log in means the key, another one does not', () => {
    expect(() => request.parse('<html>Log in</html>')).toThrow(KEY_REFUSED);
    expect(() => request.parse('<form><input type="password"></form>')).toThrow(KEY_REFUSED);
    const away = '<a href="/login">Log in</a><h1>Down for maintenance</h1>';
    expect(() => request.parse(away)).toThrow(/a web page instead of data: maintenance/);
    expect(() => request.parse('<html><h1>Wartungsarbeiten</h1></html>')).toThrow(
      /operations\.example answered with a web page instead of data: maintenance, or the API key has expired/,
    );
  });

  test('an empty list is a list', () => {
    expect(read()).toEqual([]);
  });
});

describe('the users of a VO', () => {
  const request = voUsersRequest(access, 'vo.a', '2024-01', '2024-12');
  const read = (...users: unknown[]): unknown => request.parse(JSON.stringify({ users }));

  test.each([
    ['vo.a', 'vo.a'],
    ['a&b=c d', 'a%26b%3Dc%20d'],
    ['é/?#', 'c3%a9'],
    ['half \ud800', 'half%20%EF%BF%BD'],
  ])('%j can be asked for', (name, encoded) => {
    const { url } = voUsersRequest(access, name, '2024-01', '2024-12');
    expect(url).toMatch(/^https:\/\/operations\.example\/api\/egi-reports\/vo-users\?start_date=2024-01&/);
    expect(url.toLowerCase()).toContain(encoded.toLowerCase());
    expect(url).toMatch(/&end_date=2024-12&format=json&vo=[^&#?/ ]+$/);
  });

  test('are read by month, whatever their order and whether text or numbers', () => {
    expect(read({ month: '2024-03', total: '12', nbadded: '1' }, { month: '2024-02', total: 9 })).toEqual({
      '2024-03': 12,
      '2024-02': 9,
    });
  });

  test.each([
    '',
    ' ',
    'null',
    '[]',
    '{}',
    '{"users":null}',
    '{"users":[]}',
    '\ufeff{"users":[]}',
    '{"month":"2024-01"}',
  ])('%j: no figure, which is not 0', (body) => {
    const users = request.parse(body);
    expect(users).toEqual({});
    expect(usersOfPeriod(users, periodOf('2024-01'))).toBeUndefined();
  });

  test.each([
    'No data found',
    'Error: try again later',
    '"down"',
    'Servizio non disponibile',
    '{"error":"down"}',
    '5',
  ])("%s is a sentence, which only the VO's past can explain", (body) => {
    expect(() => request.parse(body)).toThrow(PlainSentence);
    expect(() => request.parse(body)).toThrow(sentence(`it says "${body}"`));
  });

  test.each([
    ['{"users":[{"month":"2024-01","total":"1"}', 'it is not whole, or not JSON'],
    ['[5]', 'at users.0: a month with its total is expected'],
    ['{"users":{}}', 'at users: a list of months is expected'],
    ['{"users":"none"}', 'at users: a list of months is expected'],
    ['{"users":[{"month":"2024-1","total":"1"}]}', 'at users.0.month: a month is expected'],
    ['{"users":[{"total":"1"}]}', 'at users.0.month: a month with its total is expected'],
    ['{"users":[{"month":"2024-01"}]}', 'at users.0.total: a month with its total is expected'],
    ['{"users":[{"month":"2024-01","total":""}]}', 'at users.0.total: a number is expected'],
    ['{"users":[{"month":"2024-01","total":null}]}', 'at users.0.total: a number is expected'],
    ['{"users":[{"month":"2024-01","total":"-1"}]}', 'at users.0.total: a number cannot be negative'],
    ['{"users":[{"month":"2024-01","total":1.5}]}', 'at users.0.total: a whole number is expected'],
    [
      '{"users":[{"month":"2024-01","total":"1"},{"month":"2024-01","total":"2"}]}',
      'the month 2024-01 is there twice',
    ],
  ])('%s is refused', (body, what) => {
    expect(() => request.parse(body)).toThrow(sentence(what));
  });

  test('a page to log in means the key, another one does not', () => {
    expect(() => request.parse('<html>Log in</html>')).toThrow(KEY_REFUSED);
    expect(() => request.parse('<form><input type="password"></form>')).toThrow(KEY_REFUSED);
    const away = '<a href="/login">Log in</a><h1>Down for maintenance</h1>';
    expect(() => request.parse(away)).toThrow(/a web page instead of data: maintenance/);
    expect(() => request.parse('<html><h1>Wartungsarbeiten</h1></html>')).toThrow(
      /operations\.example answered with a web page instead of data: maintenance, or the API key has expired/,
    );
  });
});
