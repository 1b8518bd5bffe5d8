import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { PersonAvatar } from '../../../ui/components/person-avatar.tsx'
import { findPupils } from '../../rules/screen/find-pupil.ts'
import { yearWords } from '../year-words.ts'
import styles from './desk.module.css'
import { nameHere, PLACE_LOOK, type PupilHere } from './places.ts'

/** Whoever stands at the desk in the morning is most likely somebody who is not in yet. */
function awayFirst({ place }: PupilHere): number {
  return place === 'on-site' || place === 'late' ? 1 : 0
}

/** Type-ahead over every pupil of the school. The list is on the page already, so each key press answers at once. */
export function PupilFinder({
  pupils,
  first = false,
  onChoose,
}: {
  readonly pupils: readonly PupilHere[]
  /** The focus begins here. */
  readonly first?: boolean
  readonly onChoose: (pupil: PupilHere) => void
}) {
  const [text, setText] = useState('')
  const found = useMemo(() => findPupils(pupils, text, { likely: awayFirst }), [pupils, text])
  const box = useCombobox()
  const { selectFirstOption, openDropdown, closeDropdown } = box
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first is chosen anew whenever the list is another
  useEffect(() => {
    if (found.length === 0) closeDropdown()
    else {
      openDropdown()
      selectFirstOption()
    }
  }, [found])
  const choose = (id: string) => {
    const pupil = pupils.find(({ pupilId }) => pupilId === id)
    if (pupil === undefined) return
    setText('')
    onChoose(pupil)
  }
  return (
    <Combobox store={box} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label="Find a pupil"
          size={first ? 'lg' : 'sm'}
          autoFocus={first}
          autoComplete="off"
          spellCheck={false}
          value={text}
          leftSection={<IconSearch size={22} aria-hidden />}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => closeDropdown()}
        />
      </Combobox.Target>
      <output className="visually-hidden" aria-live="polite">
        {text === '' ? '' : found.length === 0 ? 'Nobody of that name' : `${found.length} found`}
      </output>
      {text !== '' && found.length === 0 && <p className={styles.nobody}>Nobody on roll has a name like “{text}”.</p>}
      <Combobox.Dropdown>
        <Combobox.Options aria-label="Pupils">
          {found.map((pupil) => (
            <Combobox.Option key={pupil.pupilId} value={pupil.pupilId} className={styles.option ?? ''}>
              <PersonAvatar name={nameHere(pupil)} size="small" />
              <span className={styles.optionName}>
                <b>{nameHere(pupil)}</b>
                <span className={styles.quiet}>
                  {pupil.groupName ?? yearWords(pupil.yearGroup)} · {PLACE_LOOK[pupil.place].word}
                </span>
              </span>
              {pupil.code !== null && <CodeBadge code={pupil.code} />}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
