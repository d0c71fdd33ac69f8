import fc from 'fast-check';
import { monthAfter, monthsBetween } from '../../local/portals/months';
import { worldOf, type StatusChange, type World } from '../../local/portals/world';

/** What happens to the portals, the sheet or the settings before a refresh. */
export type Event =
  | { readonly kind: 'hours' | 'users'; readonly vo: number; readonly month: number; readonly factor: number }
  | { readonly kind: 'comes' | 'goes' | 'is renamed' | 'is leaving' | 'is deleted'; readonly vo: number }
  | { readonly kind: 'hours move'; readonly vo: number; readonly to: number; readonly month: number }
  | { readonly kind: 'label'; readonly tab: number; readonly row: number; readonly form: number }
  | { readonly kind: 'cell'; readonly tab: number; readonly row: number; readonly content: number | string }
  | { readonly kind: 'row'; readonly tab: number; readonly row: number }
  | { readonly kind: 'setting'; readonly setting: number }
  | { readonly kind: 'fault'; readonly path: number; readonly times: number };

/** A refresh, on what day after the one before, and what happens before it. */
export interface Step {
  readonly days: number;
  readonly events: readonly Event[];
  readonly periods: 'recent' | 'missing' | 'all';
}

const kind = <const K extends Event['kind']>(...kinds: K[]): fc.Arbitrary<K> => fc.constantFrom(...kinds);
const [vo, month, small] = [fc.nat(5), fc.nat(11), fc.nat(3)];
const factor = fc.constantFrom(0, 0.5, 0.9, 1.01, 1.15, 2, 3);

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: kind('hours', 'users'), vo, month, factor }),
  fc.record({ kind: kind('comes', 'goes', 'is renamed', 'is leaving', 'is deleted'), vo }),
  fc.record({ kind: kind('hours move'), vo, to: vo, month }),
  fc.record({ kind: kind('label'), tab: small, row: small, form: fc.nat(6) }),
  fc.record({
    kind: kind('cell'),
    tab: small,
    row: small,
    content: fc.constantFrom<number | string>(0, 7, 1e6, 'unknown', '', '12 345', '1.5e3'),
  }),
  fc.record({ kind: kind('row'), tab: small, row: small }),
  fc.record({ kind: kind('setting'), setting: fc.nat(5) }),
  fc.record({ kind: kind('fault'), path: fc.nat(4), times: fc.constantFrom(1, 99) }),
);

/** Refreshes of the year 2026, one after the other. */
export const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    days: fc.constantFrom(0, 1, 2, 7, 30, 45),
    events: fc.array(event, { maxLength: 4 }),
    periods: fc.constantFrom('recent', 'recent', 'recent', 'missing', 'all'),
  }),
  { minLength: 2, maxLength: 6 },
);

interface Member {
  name: string;
  listed: boolean;
  hours: Record<string, number>;
  users: Record<string, number>;
}

const FIRST = '2026-01';

/** What the portals know, as it changes by and by. */
export class ChangingPortals {
  readonly #members: Member[] = ['vo.a.eu', 'vo.b.eu', 'carol', 'vo.d.eu', 'vo.e.eu', 'vo.f.eu', 'dave'].map(
    (name, index) => ({
      name,
      listed: true,
      hours: Object.fromEntries(
        monthsBetween(FIRST, '2027-03').map((each, at) => [each, 900 * (index + 1) + 7 * at]),
      ),
      users: Object.fromEntries(
        monthsBetween(FIRST, '2027-03').map((each, at) => [each, 20 * (index + 1) + at]),
      ),
    }),
  );
  readonly #changes: StatusChange[] = [
    { vo: 'vo.a.eu', status: 'Production', date: '2026-01-05' },
    { vo: 'vo.b.eu', status: 'Production', date: '2026-02-05' },
    { vo: 'vo.q.eu', status: 'Production', date: '2026-03-05' },
    { vo: 'vo.d.eu', status: 'Leaving', date: '2026-03-06' },
  ];

  /** What it is on a day, `2026-05-20`: the running month as far as it has come. */
  world(today: string): World {
    const thisMonth = today.slice(0, 7);
    const share = Number(today.slice(8)) / 31;
    const upTo = (figures: Record<string, number>, part: number): Record<string, number> =>
      Object.fromEntries(
        Object.entries(figures)
          .filter(([each]) => each <= thisMonth)
          .map(([each, figure]) => [each, each === thisMonth ? Math.floor(figure * part) : figure]),
      );
    return worldOf({
      vos: this.#members.map(({ name, listed, hours, users }, index) => ({
        name,
        listed,
        registered: 10 * (index + 1),
        total: 100 * (index + 1),
        hours: { cloud: upTo(hours, share) },
        users: upTo(users, 1),
      })),
      changes: this.#changes.filter(({ date }) => date <= today),
    });
  }

  /** Lets happen what concerns the portals. */
  apply(happens: Event, today: string): void {
    const at = 'vo' in happens ? happens.vo % this.#members.length : 0;
    const member = this.#members[at];
    if (!member) return;
    const place = 'month' in happens ? monthAfter(FIRST, happens.month) : '';
    switch (happens.kind) {
      case 'hours':
      case 'users':
        member[happens.kind][place] = Math.round((member[happens.kind][place] ?? 0) * happens.factor);
        break;
      case 'comes':
        this.#members.push({
          name: `vo.new${this.#members.length}.eu`,
          listed: true,
          hours: { ...member.hours },
          users: {},
        });
        this.#changes.push({ vo: this.#members.at(-1)?.name ?? '', status: 'Production', date: today });
        break;
      case 'goes':
        member.listed = false;
        break;
      case 'is renamed':
        member.name = member.name.replace(/^vo\./, 'vo.x');
        break;
      case 'is leaving':
      case 'is deleted':
        this.#changes.push({
          vo: member.name,
          status: happens.kind === 'is leaving' ? 'Leaving' : 'Deleted',
          date: today,
        });
        break;
      case 'hours move': {
        const other = this.#members[happens.to % this.#members.length];
        if (!other || other === member) break;
        other.hours[place] = (other.hours[place] ?? 0) + (member.hours[place] ?? 0);
        member.hours = Object.fromEntries(Object.entries(member.hours).filter(([each]) => each !== place));
        break;
      }
      default:
    }
  }
}
