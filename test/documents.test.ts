import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { POINTS } from '../src/check/points';
import { TAB_TITLES } from '../src/domain/catalogue';

const DOCUMENTS = [
  'README.md',
  'local/apps-script/README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'local/portals/captured/README.md',
  '.github/pull_request_template.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Paths of this project that a text names: written from the root, between backticks or at the start of a line. */
const pathsIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:`|^)((?:src|test|local|docs|\.github|\.ci)\/[\w./*-]*|[\w.-]+\.(?:md|cjs|mjs))(?=[`\s])/gm,
    ),
  ].map(([, found = '']) => found);

/** Whether a path is there; `*` stands for any part of a file's name. */
function isThere(named: string): boolean {
  if (!named.includes('*')) return existsSync(named);
  const { dir, base } = path.parse(named);
  const pattern = new RegExp(`^${base.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  return existsSync(dir) && readdirSync(dir).some((file) => pattern.test(file));
}

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/`[^`]*`/g, '');

/** The anchor that a page gives a header: `## The rooms` is `the-rooms`. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, header = '']) =>
    header
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );

describe.each(DOCUMENTS)('%s', (file) => {
  const text = textOf(file);

  it('names only files and folders that exist', () => {
    // What a build or a command makes is not there in a clean checkout.
    const named = pathsIn(text).filter((each) => !each.startsWith('dist/'));
    expect(named.filter((each) => !isThere(each))).toEqual([]);
  });

  it('links only to what exists', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [target = '', anchor] = link.split('#');
        const found = target === '' ? file : path.join(path.dirname(file), target);
        if (!existsSync(found)) return true;
        return anchor !== undefined && !anchorsOf(textOf(found)).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run (?:--silent )?)([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('README.md', () => {
  it('is read in three minutes: at most 750 words', () => {
    expect(textOf('README.md').split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(750);
  });

  it('tells what it is, shows it, and installs it before anything else', () => {
    const text = textOf('README.md');
    const order = ['![The dashboard', '## In your spreadsheet', '## On your machine', '## What it writes'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('names every tab of figures', () => {
    const text = textOf('README.md');
    expect(Object.values(TAB_TITLES).filter((title) => !text.includes(title))).toEqual([]);
  });
});

describe('CONTRIBUTING.md, "Add a statistic"', () => {
  const list = /^## Add a statistic$(.*?)^## /ms.exec(textOf('CONTRIBUTING.md'))?.[1] ?? '';
  const named = pathsIn(list);

  it('names the catalogue, the register, the menu, and what is to be told of it; each exists', () => {
    expect(named).toEqual(
      expect.arrayContaining([
        'src/domain/catalogue.ts',
        'src/statistics/registry.ts',
        'src/portals/',
        'src/menu.ts',
        'src/index.ts',
        'README.md',
        'CHANGELOG.md',
      ]),
    );
    expect(named.filter((each) => !isThere(each))).toEqual([]);
  });

  it('describes the folders that are there: each has its figures, a tab and the statistic', () => {
    const folders = readdirSync('src/statistics', { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    expect(folders.length).toBeGreaterThan(0);
    for (const { name } of folders) {
      const files = readdirSync(`src/statistics/${name}`);
      expect(files).toEqual(expect.arrayContaining(['figures.ts', `${name}.ts`]));
      expect(files.some((file) => file.endsWith('tab.ts'))).toBe(true);
    }
  });
});

describe('the map in docs/design.md', () => {
  it('has every room of src, and every statistic', () => {
    const map = textOf('docs/design.md');
    const folders = readdirSync('src', { recursive: true, withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => `${path.join(each.parentPath, each.name)}/`);
    expect(folders.filter((folder) => !map.includes(`\n${folder}`))).toEqual([]);
  });
});

describe('docs/first-live-run.md', () => {
  it('lists each line of the check, and nothing else', () => {
    const listed = [...textOf('docs/first-live-run.md').matchAll(/^- (.*)$/gm)].map(([, line]) => line);
    expect(listed).toEqual(Object.values(POINTS).map(({ statement }) => statement));
  });
});
