/** A language that templates can be written in. */
export interface Language {
  readonly code: string
  readonly name: string
  /** As its speakers call it, for them to choose by. */
  readonly own: string
  readonly rightToLeft?: true
}

/** The languages of a school's families; English first. Others are added here. */
export const LANGUAGES: readonly Language[] = [
  { code: 'en', name: 'English', own: 'English' },
  { code: 'sq', name: 'Albanian', own: 'Shqip' },
  { code: 'ar', name: 'Arabic', own: 'العربية', rightToLeft: true },
  { code: 'bn', name: 'Bengali', own: 'বাংলা' },
  { code: 'bg', name: 'Bulgarian', own: 'Български' },
  { code: 'zh', name: 'Chinese', own: '中文' },
  { code: 'fr', name: 'French', own: 'Français' },
  { code: 'gu', name: 'Gujarati', own: 'ગુજરાતી' },
  { code: 'it', name: 'Italian', own: 'Italiano' },
  { code: 'lt', name: 'Lithuanian', own: 'Lietuvių' },
  { code: 'fa', name: 'Persian', own: 'فارسی', rightToLeft: true },
  { code: 'pl', name: 'Polish', own: 'Polski' },
  { code: 'pt', name: 'Portuguese', own: 'Português' },
  { code: 'pa', name: 'Punjabi', own: 'ਪੰਜਾਬੀ' },
  { code: 'ro', name: 'Romanian', own: 'Română' },
  { code: 'sk', name: 'Slovak', own: 'Slovenčina' },
  { code: 'so', name: 'Somali', own: 'Soomaali' },
  { code: 'es', name: 'Spanish', own: 'Español' },
  { code: 'ta', name: 'Tamil', own: 'தமிழ்' },
  { code: 'tr', name: 'Turkish', own: 'Türkçe' },
  { code: 'uk', name: 'Ukrainian', own: 'Українська' },
  { code: 'ur', name: 'Urdu', own: 'اردو', rightToLeft: true },
]

export const ENGLISH = 'en'

const BY_NAME = new Map(
  LANGUAGES.flatMap(({ code, name, own }) =>
    [name, own, code].map((one): [string, string] => [one.toLowerCase(), code]),
  ),
)

/** The code of a language that somebody typed, such as "Polish"; undefined where it is none of ours. */
export function languageOf(typed: string | null): string | undefined {
  return typed === null ? undefined : BY_NAME.get(typed.trim().toLowerCase())
}

export function languageName(code: string): string {
  return LANGUAGES.find((one) => one.code === code)?.name ?? code
}
