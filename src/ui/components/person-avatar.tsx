import styles from './person-avatar.module.css'

/** First letters of the first and the last name; one letter for a single name. Counts letters as people see them. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return `${first}${last}`.toLocaleUpperCase('en-GB')
}

/** A face beside a name. The name itself is always written next to it, so this says nothing aloud. */
export function PersonAvatar({
  name,
  photo,
  size = 'medium',
}: {
  readonly name: string
  /** Address of a photo on this server. */
  readonly photo?: string
  readonly size?: 'small' | 'medium' | 'large'
}) {
  return (
    <span className={`${styles.avatar} ${size === 'medium' ? '' : styles[size]}`} aria-hidden="true">
      {photo === undefined ? initialsOf(name) : <img src={photo} alt="" loading="lazy" />}
    </span>
  )
}
