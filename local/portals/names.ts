/** Names of VOs: those of the captured answer, a few other real ones, and invented ones for the rest. */
import { capturedCloud } from './captured-answer';

export const LHC = ['alice', 'atlas', 'cms', 'lhcb'] as const;

const capturedNames = capturedCloud().map(({ name }) => name);

/** The captured VOs that used the cloud in early 2020; the others came later. */
export const CLOUD_SINCE_2020 = [
  'alice',
  'belle',
  'bioisi',
  'biomed',
  'deep-hybrid-datacloud.eu',
  'demo.fedcloud.egi.eu',
  'dteam',
  'eiscat.se',
  'enmr.eu',
  'fedcloud.egi.eu',
  'gridifin.ro',
  'icecube',
  'lagoproject.net',
  'mswss.ui.savba.sk',
  'mteam.data.kit.edu',
  'opencoast.eosc-hub.eu',
  'openrisknet.org',
  'ops',
  'peachnote.com',
  'saps-vo.i3m.upv.es',
  'training.egi.eu',
  'umsa.cerit-sc.cz',
  'virgo',
  'vo.access.egi.eu',
  'vo.clarin.eu',
  'vo.complex-systems.eu',
  'vo.emso-eric.eu',
  'vo.france-grilles.fr',
  'vo.geoss.eu',
  'vo.lifewatch.eu',
  'vo.nbis.se',
  'vo.nextgeoss.eu',
  'vo.notebooks.egi.eu',
  'vo.obsea.es',
];

/** The captured VOs that use the grid besides. */
export const GRID_TOO = [
  'belle',
  'bioisi',
  'biomed',
  'dteam',
  'enmr.eu',
  'icecube',
  'ops',
  'virgo',
  'vo.complex-systems.eu',
  'vo.france-grilles.fr',
  'vo.grand-est.fr',
  'vo.sbg.in2p3.fr',
];

/** Real names: the LHC's, the captured ones, and one that the captured VO list shows. */
export const REAL_NAMES: readonly string[] = [
  ...LHC,
  ...capturedNames.filter((name) => name !== 'alice'),
  'vo.epos-eric.eu',
];

const TOPICS = (
  'glacier moss tundra estuary lichen falcon quartz nebula pollen otter basalt kelp' +
  ' sparrow meadow comet plankton granite heron aurora delta willow photon cedar magma' +
  ' salmon zephyr harbour orchid tide beetle crater juniper'
).split(' ');
const KINDS = 'lab atlas cloud twin sim data watch mesh archive-hub models imaging grid'.split(' ');
const ENDINGS = ['eu', 'org', 'fr', 'de', 'it', 'es', 'nl'];

/** An invented name, another one for each number: 384 plain ones, then numbered ones. */
export function inventedName(index: number): string {
  const topic = TOPICS[index % TOPICS.length] ?? '';
  const kind = KINDS[(index + 3 * Math.floor(index / TOPICS.length)) % KINDS.length] ?? '';
  const round = Math.floor(index / (TOPICS.length * KINDS.length));
  const ending = ENDINGS[index % ENDINGS.length] ?? '';
  return `vo.${topic}-${kind}${round === 0 ? '' : String(round + 1)}.${ending}`;
}
