import type { Channel, TemplateText } from './shapes.ts'

/** Our own translations of the standard templates. No speaker has checked them: a school does, before they are sent. */
export const TRANSLATIONS: readonly {
  readonly key: string
  readonly language: string
  readonly channel: Channel
  readonly subject: string
  readonly body: string
}[] = [
  {
    key: 'first-day',
    language: 'pl',
    channel: 'text',
    subject: '',
    body: '{{school}}: nie znamy jeszcze powodu dzisiejszej nieobecności: {{children}}. Prosimy odpowiedzieć na tę wiadomość lub zadzwonić: {{schoolPhone}}.',
  },
  {
    key: 'first-day',
    language: 'ro',
    channel: 'text',
    subject: '',
    body: '{{school}}: nu știm încă motivul absenței de astăzi: {{children}}. Vă rugăm să răspundeți la acest mesaj sau să sunați la {{schoolPhone}}.',
  },
  {
    key: 'first-day',
    language: 'uk',
    channel: 'text',
    subject: '',
    body: '{{school}}: ми ще не знаємо причини сьогоднішньої відсутності: {{children}}. Будь ласка, дайте відповідь на це повідомлення або зателефонуйте: {{schoolPhone}}.',
  },
  {
    key: 'first-day',
    language: 'pt',
    channel: 'text',
    subject: '',
    body: '{{school}}: ainda não sabemos o motivo da ausência de hoje: {{children}}. Responda a esta mensagem ou ligue para {{schoolPhone}}.',
  },
  {
    key: 'still-no-reason',
    language: 'pl',
    channel: 'text',
    subject: '',
    body: '{{school}}: nie udało nam się z Państwem skontaktować. Musimy wiedzieć, że dziecko jest bezpieczne: {{children}}. Prosimy zadzwonić teraz: {{schoolPhone}}.',
  },
  {
    key: 'still-no-reason',
    language: 'ro',
    channel: 'text',
    subject: '',
    body: '{{school}}: nu am reușit să vă contactăm. Trebuie să știm că este în siguranță: {{children}}. Vă rugăm să sunați acum la {{schoolPhone}}.',
  },
  {
    key: 'return-check',
    language: 'pl',
    channel: 'text',
    subject: '',
    body: '{{school}}: spodziewaliśmy się powrotu do szkoły ({{returnDay}}): {{children}}. Prosimy odpowiedzieć na tę wiadomość lub zadzwonić: {{schoolPhone}}.',
  },
  {
    key: 'praise',
    language: 'pl',
    channel: 'text',
    subject: '',
    body: '{{school}}: dobra wiadomość: {{children}}. {{praise}}. Gratulujemy i dziękujemy.',
  },
  {
    key: 'praise',
    language: 'ro',
    channel: 'text',
    subject: '',
    body: '{{school}}: o veste bună: {{children}}. {{praise}}. Felicitări și vă mulțumim.',
  },
]

/** A translation of our own that no speaker has checked: it is not sent before somebody at the school says that it is right. */
export function translated(key: string): TemplateText[] {
  return TRANSLATIONS.filter((one) => one.key === key).map(({ language, channel, subject, body }) => ({
    language,
    channel,
    subject,
    body,
    checkedBy: null,
  }))
}
