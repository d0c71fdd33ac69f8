import { CheckView } from './check-view';
import { byId } from './dom';
import { RefreshView } from './refresh-view';
import { showSchedule } from './schedule-view';
import { call } from './server';
import { SettingsView } from './settings-view';

const NAMES = ['refresh', 'schedule', 'settings', 'check'] as const;
const tabs = NAMES.map((name) => byId(`tab-${name}`));

function select(index: number): void {
  NAMES.forEach((name, each) => {
    byId(name).hidden = each !== index;
    tabs[each]?.setAttribute('aria-selected', String(each === index));
    if (tabs[each]) tabs[each].tabIndex = each === index ? 0 : -1;
  });
}

/** The keys of a tab list: arrows, Home and End. */
function target(key: string, index: number): number | undefined {
  const last = tabs.length - 1;
  const targets: Record<string, number> = {
    ArrowRight: index === last ? 0 : index + 1,
    ArrowLeft: index === 0 ? last : index - 1,
    Home: 0,
    End: last,
  };
  return targets[key];
}

tabs.forEach((tab, index) => {
  tab.onclick = () => select(index);
  tab.onkeydown = (event) => {
    const next = target(event.key, index);
    if (next === undefined) return;
    event.preventDefault();
    select(next);
    tabs[next]?.focus();
  };
});

async function open(): Promise<void> {
  const loading = byId('loading');
  try {
    const state = await call('panelState');
    const refresh: RefreshView = new RefreshView(byId('refresh'), state, (key) => settings.useKey(key));
    showSchedule(byId('schedule'), state.schedule);
    const settings: SettingsView = new SettingsView(byId('settings'), state, (key) => refresh.useKey(key));
    new CheckView(byId('check'), state.lastCheck);
    select(0);
  } catch (error) {
    const trouble = byId('trouble');
    trouble.textContent = (error as Error).message;
    trouble.hidden = false;
  }
  loading.hidden = true;
}

void open();
