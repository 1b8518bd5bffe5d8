import { isShownAsCode, type ShownCode } from '../../../law/reason-category.ts'
import { markOfCode } from '../../../ui/components/mark-of-code.ts'
import styles from './small-mark.module.css'

/** A mark among many, drawn lightly: what stands out are the absences. */
export function SmallMark({ code }: { readonly code: ShownCode | null }) {
  if (code === null || code === '-')
    return (
      <span className={styles.none}>
        <span aria-hidden>·</span>
        <span className="visually-hidden">no mark</span>
      </span>
    )
  const { code: sign, look, name } = markOfCode(code)
  return (
    <span className={`${styles.small} ${styles[look]}`} title={name}>
      {isShownAsCode(code) ? (
        sign
      ) : (
        <>
          <span aria-hidden>{sign}</span>
          <span className="visually-hidden">{name}</span>
        </>
      )}
    </span>
  )
}
