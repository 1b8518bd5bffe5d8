import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../../ui/me.tsx'

/** For trustees and the trust: the way to all schools of each of their trusts. Nothing for anybody else. */
export function SideBySideLink() {
  const { trusts } = useMe()
  const theirs = trusts.filter(({ may }) => may['measures.view-totals'] !== undefined)
  if (theirs.length === 0) return null
  return (
    <p className="no-print">
      {theirs.map(({ id, name }) => (
        <Anchor key={id} renderRoot={(props) => <Link {...props} to={`/trusts/${id}/schools-side-by-side`} />}>
          The schools of {name} side by side
        </Anchor>
      ))}
    </p>
  )
}
