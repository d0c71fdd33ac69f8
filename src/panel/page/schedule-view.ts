import type { PlanEntered, ScheduleShown } from '../boundary';
import { button, heading, make, Notice, paragraph } from './dom';
import { Field } from './field';
import { call } from './server';

const EVERY = { day: 'Daily', week: 'Weekly', month: 'Monthly' };
const WEEK_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTH_DAYS = Array.from({ length: 28 }, (_, index) => String(index + 1));
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Without help, list of names or way back. */
const PLAIN = { help: '', initial: '', list: '' };

/** A field to choose from; its values are numbers from `first` on. */
const choose = (
  name: string,
  label: string,
  words: readonly string[],
  first: number,
  value: number,
): Field => {
  const options = words.map((word, index) => ({ value: String(first + index), label: word }));
  return new Field({
    name,
    label,
    control: 'choice',
    options,
    value: String(value),
    ...PLAIN,
    standard: String(value),
  });
};

/** The view "Schedule": who refreshes when, and how to change that. */
export function showSchedule(place: HTMLElement, shown: ScheduleShown): void {
  const { words, runs, warning, owner, isMine, plan, zone } = shown;
  const notice = new Notice();
  const options = Object.entries(EVERY).map(([value, label]) => ({ value, label }));
  const every = new Field({
    name: 'every',
    label: 'How often',
    control: 'choice',
    options,
    value: plan.every,
    ...PLAIN,
    standard: plan.every,
  });
  const weekDay = choose('week-day', 'Day', WEEK_DAYS, 1, Math.min(plan.day, 7));
  const monthDay = choose('month-day', 'Day of the month', MONTH_DAYS, 1, plan.day);
  const hour = choose('hour', 'Hour', HOURS, 0, plan.hour);
  const showDays = (): void => {
    weekDay.element.hidden = every.value !== 'week';
    monthDay.element.hidden = every.value !== 'month';
  };
  every.element.onchange = showDays;
  showDays();

  const entered = (): PlanEntered => ({
    every: String(every.value),
    day: Number((every.value === 'week' ? weekDay : monthDay).value),
    hour: Number(hour.value),
  });
  const change = async (work: () => Promise<ScheduleShown>): Promise<void> => {
    try {
      showSchedule(place, await work());
    } catch (error) {
      notice.say((error as Error).message, 'bad');
    }
  };
  const isOthers = owner !== '' && !isMine;
  const set = button(
    isOthers ? 'Take over' : owner === '' ? 'Set schedule' : 'Change schedule',
    () => change(() => call('panelSetSchedule', entered(), isOthers)),
    'main',
  );
  const remove = button('Remove', () => change(() => call('panelRemoveSchedule')));
  place.replaceChildren(
    heading('Refresh by itself'),
    paragraph(words, owner === '' ? 'box' : 'box good'),
    paragraph(runs, 'quiet'),
    paragraph(warning, 'box odd'),
    heading(isOthers ? 'Take over' : owner === '' ? 'Set a schedule' : 'Change it'),
    paragraph(
      isOthers
        ? `From then on it runs as you, with your API key, and no longer as ${owner}.`
        : 'It runs as you, with your API key. You get a mail when something fails.',
      'quiet',
    ),
    make('div', { className: 'row' }, every.element, weekDay.element, monthDay.element, hour.element),
    paragraph(`Some time within the hour, in the spreadsheet's time zone (${zone}).`, 'quiet'),
    make('div', { className: 'row' }, set, ...(owner === '' ? [] : [remove])),
    notice.element,
    heading('Tick to refresh'),
    paragraph(
      'With a schedule, anybody who may edit can tick "Refresh now" in the tab OKR Dashboard, also on a phone.',
    ),
  );
}
