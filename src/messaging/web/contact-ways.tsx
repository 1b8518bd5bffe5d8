import { NativeSelect } from '@mantine/core'
import type { PupilId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText } from '../../ui/clock.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useMay } from '../../ui/me.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { CHANNELS, chooseForContact, LANGUAGES, listChoices } from '../contract.ts'
import styles from './messaging.module.css'
import { CHANNEL_WORDS } from './words.ts'

export type ContactWay = Answer<typeof listChoices>['contacts'][number]

/** Each contact’s own language and channel. Who is sent nothing stands out, with the reason. */
export function ContactWays({
  pupilId,
  contacts,
}: {
  readonly pupilId: PupilId
  readonly contacts: readonly ContactWay[]
}) {
  return (
    <ul className={styles.list}>
      {contacts.map((contact) => (
        <Way key={contact.id} pupilId={pupilId} contact={contact} />
      ))}
    </ul>
  )
}

function Way({ pupilId, contact }: { readonly pupilId: PupilId; readonly contact: ContactWay }) {
  const schoolId = useSchoolId()
  const maySend = useMay()('messages.send')
  const act = useAct(chooseForContact, { refreshes: [listChoices] })
  const { id, name, relationship, notTold, language, channel, reachable, failed, chosen } = contact
  const choose = (changed: Partial<Pick<ContactWay, 'language' | 'channel'>>) =>
    act.mutate({ params: { schoolId, pupilId, contactId: id }, body: { language, channel, ...changed } })
  const ways = CHANNELS.filter((one) => reachable.includes(one))
  return (
    <li className={styles.card}>
      <span className={styles.who}>{name}</span>, {relationship}
      {notTold !== null && <p className={styles.barred}>{notTold}</p>}
      {failed.length > 0 && (
        <p className={styles.barred}>Does not work: {failed.join(', ')}. Ask the family for the right one.</p>
      )}
      {notTold === null && (
        <>
          <ProblemAlert error={act.error} />
          <div className={styles.foot}>
            <NativeSelect
              label={`Language for ${name}`}
              disabled={!maySend}
              value={language ?? ''}
              onChange={(event) =>
                choose({ language: LANGUAGES.find(({ code }) => code === event.currentTarget.value)?.code ?? null })
              }
              data={[
                {
                  value: '',
                  label: `As on record${contact.recordLanguage === null ? ': English' : `: ${contact.recordLanguage}`}`,
                },
                ...LANGUAGES.map((one) => ({
                  value: one.code,
                  label: one.name === one.own ? one.name : `${one.name} (${one.own})`,
                })),
              ]}
            />
            <NativeSelect
              label={`Channel for ${name}`}
              disabled={!maySend}
              value={channel ?? ''}
              onChange={(event) =>
                choose({ channel: CHANNELS.find((one) => one === event.currentTarget.value) ?? null })
              }
              data={[
                { value: '', label: 'Whatever reaches them' },
                ...ways.map((one) => ({ value: one, label: CHANNEL_WORDS[one] })),
              ]}
            />
          </div>
          <div className={styles.quiet}>
            {chosen === null
              ? 'They have chosen nothing yet.'
              : `Written down ${chosen.by === 'office' ? `by ${chosen.byName}` : 'by themselves'} on ${longDayText(chosen.at)}.`}
            {!contact.responsible &&
              ' No parental responsibility or care on record: letters for parents do not go to them.'}
          </div>
        </>
      )}
    </li>
  )
}
