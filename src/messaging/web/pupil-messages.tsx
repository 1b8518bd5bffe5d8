import type { PupilId } from '../../kernel/ids.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { timeText } from '../../ui/clock.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listMessages } from '../contract.ts'
import { STATE_LOOK } from './words.ts'

const MOST = 3

/** The last messages about a pupil, beside the marks; the way to write one. */
export function PupilMessages({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()('messages.view')
  const asked = useOperation(listMessages, { params: { schoolId }, querystring: { pupilId } }, { when: may })
  if (!may) return null
  const messages = asked.data?.messages ?? []
  return (
    <Section
      title="Messages to the family"
      note={<PageLink there={{ to: '/pupils/$pupilId/messages', params: { pupilId } }}>Write, or see all</PageLink>}
      card
    >
      {messages.length === 0 ? (
        'None in the last seven days.'
      ) : (
        <ul>
          {messages.slice(0, MOST).map((one) => (
            <li key={one.id}>
              {one.template} to {one.contactName}, {timeText(one.at)}: {STATE_LOOK[one.state].word.toLowerCase()}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
