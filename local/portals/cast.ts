import { capturedCloud, CAPTURED_MONTHS } from './captured-answer';
import { chance } from './chance';
import { monthAfter } from './months';
import { CLOUD_SINCE_2020, GRID_TOO, inventedName, LHC, REAL_NAMES } from './names';

/** When a VO uses an infrastructure, and how much compared with the others. */
export interface Activity {
  readonly from: string;
  readonly until: string;
  readonly level: number;
  /** Months with a record that says 0 hours. */
  readonly zeros: readonly string[];
}

/** A VO before it has figures. */
export interface Member {
  readonly name: string;
  readonly cloudName: string;
  readonly listed: boolean;
  readonly cloud?: Activity | undefined;
  readonly htc?: Activity | undefined;
}

const START = '2020-01';
const OPEN_END = '9999-12';
/** Before the captured months, in which no invented VO may use the cloud. */
const BEFORE_CAPTURED = '2024-08';

/** Starts of captured VOs on which published figures and status changes depend. */
const CLOUD_STARTS: Readonly<Record<string, string>> = {
  'cloud.egi.eu': '2020-04',
  'vo.sbg.in2p3.fr': '2020-05',
  'vo.usegalaxy.eu': '2020-06',
  'eval.c-scale.eu': '2022-08',
  'vo.qc-md.eli-np.eu': '2022-09',
  'vo.ai4eosc.eu': '2022-10',
  'vo.ebrain-health.eu': '2022-10',
};
/** Without accounting in 2020.01-03. */
const CLOUD_ZEROS = ['cesga.es', 'vo.enes.org', 'vo.thepund.it'];

/**
 * Who takes part: `size` production VOs, and a few that the Operations Portal does not list. Numbers of VOs in early
 * 2020 are as published: cloud 42 with and 3 without accounting, 5 more from April; grid 59, then 1 with and 3 without.
 */
export function cast(size: number): Member[] {
  const captured = new Map(capturedCloud().map((vo) => [vo.name, vo]));
  const real = REAL_NAMES.slice(0, size).map((name): Member => {
    const vo = captured.get(name);
    const hours = Object.values(vo?.hours ?? {});
    return {
      name,
      cloudName: vo?.cloudName ?? name,
      listed: true,
      cloud: vo && capturedActivity(name, hours),
      htc: [...LHC, ...GRID_TOO].includes(name)
        ? activity(name, START, endAfter(name, '2025-01'))
        : undefined,
    };
  });
  const invented = Array.from({ length: Math.max(0, size - REAL_NAMES.length) }, (_, index): Member => {
    const name = inventedName(index);
    return {
      name,
      cloudName: name,
      listed: true,
      cloud: inventedCloud(name, index),
      htc: inventedHtc(name, index),
    };
  });
  return [...real, ...invented, ...OUTSIDERS];
}

function capturedActivity(name: string, hours: readonly number[]): Activity {
  const level = hours.reduce((sum, value) => sum + value, 0) / hours.length;
  const until = hours.length < CAPTURED_MONTHS.length ? '2024-10' : endAfter(name, '2025-03');
  if (CLOUD_ZEROS.includes(name)) {
    return { from: '2020-10', until, level, zeros: ['2020-01', '2020-02', '2020-03'] };
  }
  const from = CLOUD_SINCE_2020.includes(name) ? START : (CLOUD_STARTS[name] ?? between(name, '2020-08', 46));
  return { from, until, level, zeros: [] };
}

function inventedCloud(name: string, index: number): Activity | undefined {
  if (index < 2) return activity(name, START, '2020-03');
  if (index < 8) return activity(name, START, between(name, '2020-09', 47));
  if (index < 10) return activity(name, '2020-05', between(name, '2021-03', 41));
  if (index < 26) {
    const from = between(name, '2020-09', 34);
    const until = monthAfter(from, 6 + Math.floor(chance('length', name) * 24));
    return activity(name, from, until < BEFORE_CAPTURED ? until : BEFORE_CAPTURED);
  }
  return index < 56 ? activity(name, between(name, '2025-01', 24), OPEN_END) : undefined;
}

function inventedHtc(name: string, index: number): Activity | undefined {
  if (index < 20) return undefined;
  if (index === 20) return activity(name, START, '2020-03');
  if (index < 63) return activity(name, START, endAfter(name, '2020-10'));
  if (index === 63) return activity(name, '2020-05', OPEN_END);
  if (index < 67) return { ...activity(name, '2020-11', OPEN_END), zeros: ['2020-04', '2020-05', '2020-06'] };
  return index < 97 ? activity(name, between(name, '2020-09', 70), endAfter(name, '2026-07')) : undefined;
}

/** Levels spread over two powers of ten. Some VOs have a record of 0 hours in the month before they begin. */
function activity(name: string, from: string, until: string): Activity {
  const before = monthAfter(from, -1);
  const silent = before <= '2020-06' || CAPTURED_MONTHS.includes(before) || chance('zero', name) > 0.2;
  return { from, until, level: 500 * 100 ** chance('level', name), zeros: silent ? [] : [before] };
}

/** One of the `count` months from the first on. */
function between(name: string, first: string, count: number): string {
  return monthAfter(first, Math.floor(chance('between', name, first) * count));
}

/** Most VOs stay, one of five leaves within four years. LHC VOs stay. */
function endAfter(name: string, first: string): string {
  const stays = chance('stays', name) < 0.8 || (LHC as readonly string[]).includes(name) || name === 'biomed';
  return stays || name === 'vo.ai4eosc.eu' ? OPEN_END : between(name, first, 48);
}

/** VOs of other infrastructures, and VOs that have been closed since: seen with the group `all` only. */
const OUTSIDERS: readonly Member[] = [
  outsider('nordic-physics', { htc: activity('nordic-physics', START, OPEN_END) }),
  outsider('open-campus-grid', { htc: activity('open-campus-grid', START, OPEN_END) }),
  outsider('theory.local', { htc: activity('theory.local', '2021-03', OPEN_END) }),
  outsider('vo.other-cloud.org', { cloud: activity('vo.other-cloud.org', START, OPEN_END) }),
  outsider('vo.coral-survey.eu', { cloud: activity('vo.coral-survey.eu', '2020-02', '2022-10') }),
  outsider('vo.dune-tracks.eu', { cloud: activity('vo.dune-tracks.eu', START, '2021-10') }),
  outsider('vo.harvest-models.it', { htc: activity('vo.harvest-models.it', START, '2023-04') }),
  outsider('vo.silent-sea.fr', { htc: activity('vo.silent-sea.fr', '2020-06', '2024-02') }),
  outsider('vo.peat-archive.nl', { cloud: activity('vo.peat-archive.nl', '2022-01', '2025-08') }),
];

function outsider(name: string, use: Pick<Member, 'cloud' | 'htc'>): Member {
  return { name, cloudName: name, listed: false, ...use };
}
