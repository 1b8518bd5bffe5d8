;; Counts strips: for each enrolment of a run, how many sessions hold each code, and whether it is persistently or severely absent.
;; The same sums as `src/measures/rules/sessions.ts`, sixteen sessions at a time. Nearly every session of a strip is nothing, /, \, L, I or O:
;; those are counted by comparing whole vectors, and only what is left is looked at byte by byte. (Counting an illness byte by byte adds to
;; one number in memory again and again, and each time waits for the time before: that made the whole 1.4 to 2.5 times as slow.)
(module
  (import "england" "memory" (memory 1 65536))

  ;; strips: address of the first strip; each is 736 bytes: 732 sessions and four that are nothing
  ;; spans: address of two u16 an enrolment, first and last session on roll
  ;; weights: address of 256 u32: 1 where the byte is a possible session, 65537 where it is also an absence, else 0
  ;; cell: address of 256 u32 of sessions by byte, then enrolments with a possible session, persistently absent, severely absent
  (func (export "tally") (param $strips i32) (param $spans i32) (param $count i32) (param $weights i32) (param $cell i32)
    (param $am i32) (param $pm i32) (param $ill i32) (param $late i32) (param $other i32)
    (local $strip i32) (local $end i32) (local $byte i32) (local $rest i32) (local $sum i32) (local $possible i32) (local $absent i32)
    (local $here i32) (local $present i32) (local $from i32) (local $to i32)
    (local $v v128) (local $isAm v128) (local $isPm v128) (local $ams v128) (local $pms v128) (local $wantAm v128) (local $wantPm v128)
    (local $isIll v128) (local $isLate v128) (local $ills v128) (local $lates v128) (local $wantIll v128) (local $wantLate v128)
    (local $isOther v128) (local $others v128) (local $wantOther v128)
    (local.set $wantAm (i8x16.splat (local.get $am)))
    (local.set $wantPm (i8x16.splat (local.get $pm)))
    (local.set $wantIll (i8x16.splat (local.get $ill)))
    (local.set $wantLate (i8x16.splat (local.get $late)))
    (local.set $wantOther (i8x16.splat (local.get $other)))
    (block $done
      (loop $enrolment
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (i32.const 0))
        (local.set $from (i32.load16_u (local.get $spans)))
        (local.set $to (i32.load16_u offset=2 (local.get $spans)))
        (if (i32.and (i32.eqz (local.get $from)) (i32.ge_u (local.get $to) (i32.const 731)))
          (then
            ;; on roll all year: whole vectors
            (local.set $strip (local.get $strips))
            (local.set $end (i32.add (local.get $strips) (i32.const 736)))
            (local.set $ams (v128.const i64x2 0 0))
            (local.set $pms (v128.const i64x2 0 0))
            (local.set $ills (v128.const i64x2 0 0))
            (local.set $lates (v128.const i64x2 0 0))
            (local.set $others (v128.const i64x2 0 0))
            (loop $vector
              (local.set $v (v128.load (local.get $strip)))
              (local.set $isAm (i8x16.eq (local.get $v) (local.get $wantAm)))
              (local.set $isPm (i8x16.eq (local.get $v) (local.get $wantPm)))
              ;; a match is -1, so that taking it away adds one; 46 vectors never overflow a byte
              (local.set $ams (i8x16.sub (local.get $ams) (local.get $isAm)))
              (local.set $pms (i8x16.sub (local.get $pms) (local.get $isPm)))
              (local.set $isIll (i8x16.eq (local.get $v) (local.get $wantIll)))
              (local.set $isLate (i8x16.eq (local.get $v) (local.get $wantLate)))
              (local.set $ills (i8x16.sub (local.get $ills) (local.get $isIll)))
              (local.set $lates (i8x16.sub (local.get $lates) (local.get $isLate)))
              (local.set $isOther (i8x16.eq (local.get $v) (local.get $wantOther)))
              (local.set $others (i8x16.sub (local.get $others) (local.get $isOther)))
              (local.set $rest
                (i32.xor (i32.const 0xffff)
                  (i8x16.bitmask
                    (v128.or
                      (v128.or (v128.or (local.get $isAm) (local.get $isPm)) (v128.or (local.get $isIll) (local.get $isLate)))
                      (v128.or (local.get $isOther) (i8x16.eq (local.get $v) (v128.const i64x2 0 0)))))))
              (if (local.get $rest)
                (then
                  (loop $left
                    (local.set $byte
                      (i32.shl (i32.load8_u (i32.add (local.get $strip) (i32.ctz (local.get $rest)))) (i32.const 2)))
                    (local.set $here (i32.add (local.get $cell) (local.get $byte)))
                    (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (i32.const 1)))
                    (local.set $sum (i32.add (local.get $sum) (i32.load (i32.add (local.get $weights) (local.get $byte)))))
                    (br_if $left
                      (local.tee $rest (i32.and (local.get $rest) (i32.sub (local.get $rest) (i32.const 1))))))))
              (br_if $vector
                (i32.lt_u (local.tee $strip (i32.add (local.get $strip) (i32.const 16))) (local.get $end))))
            (local.set $present (call $total (local.get $ams)))
            (local.set $here (i32.add (local.get $cell) (i32.shl (local.get $am) (i32.const 2))))
            (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (local.get $present)))
            (local.set $sum (i32.add (local.get $sum) (local.get $present)))
            (local.set $present (call $total (local.get $pms)))
            (local.set $here (i32.add (local.get $cell) (i32.shl (local.get $pm) (i32.const 2))))
            (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (local.get $present)))
            (local.set $sum (i32.add (local.get $sum) (local.get $present)))
            (local.set $present (call $total (local.get $lates)))
            (local.set $here (i32.add (local.get $cell) (i32.shl (local.get $late) (i32.const 2))))
            (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (local.get $present)))
            (local.set $sum (i32.add (local.get $sum) (local.get $present)))
            (local.set $present (call $total (local.get $ills)))
            (local.set $here (i32.add (local.get $cell) (i32.shl (local.get $ill) (i32.const 2))))
            (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (local.get $present)))
            (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $present) (i32.const 65537))))
            (local.set $present (call $total (local.get $others)))
            (local.set $here (i32.add (local.get $cell) (i32.shl (local.get $other) (i32.const 2))))
            (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (local.get $present)))
            (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $present) (i32.const 65537)))))
          (else
            ;; came or left during the year: only the sessions on roll
            (local.set $strip (i32.add (local.get $strips) (local.get $from)))
            (local.set $end (i32.add (local.get $strips) (local.get $to)))
            (if (i32.le_u (local.get $from) (local.get $to))
              (then
                (loop $session
                  (local.set $byte (i32.shl (i32.load8_u (local.get $strip)) (i32.const 2)))
                  (if (local.get $byte)
                    (then
                      (local.set $here (i32.add (local.get $cell) (local.get $byte)))
                      (i32.store (local.get $here) (i32.add (i32.load (local.get $here)) (i32.const 1)))
                      (local.set $sum
                        (i32.add (local.get $sum) (i32.load (i32.add (local.get $weights) (local.get $byte)))))))
                  (br_if $session
                    (i32.le_u (local.tee $strip (i32.add (local.get $strip) (i32.const 1))) (local.get $end))))))))
        (local.set $possible (i32.and (local.get $sum) (i32.const 0xffff)))
        (local.set $absent (i32.shr_u (local.get $sum) (i32.const 16)))
        (if (local.get $possible)
          (then
            (i32.store offset=1024 (local.get $cell) (i32.add (i32.load offset=1024 (local.get $cell)) (i32.const 1)))
            (i32.store offset=1028 (local.get $cell)
              (i32.add (i32.load offset=1028 (local.get $cell))
                (i32.ge_u (i32.mul (local.get $absent) (i32.const 10)) (local.get $possible))))
            (i32.store offset=1032 (local.get $cell)
              (i32.add (i32.load offset=1032 (local.get $cell))
                (i32.ge_u (i32.mul (local.get $absent) (i32.const 2)) (local.get $possible))))))
        (local.set $strips (i32.add (local.get $strips) (i32.const 736)))
        (local.set $spans (i32.add (local.get $spans) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $enrolment))))

  ;; the sum of sixteen bytes
  (func $total (param $bytes v128) (result i32)
    (local $fours v128)
    (local.set $fours (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $bytes))))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $fours)) (i32x4.extract_lane 1 (local.get $fours)))
      (i32.add (i32x4.extract_lane 2 (local.get $fours)) (i32x4.extract_lane 3 (local.get $fours)))))

  ;; Adds up memory as 64-bit numbers, so that it must be read: how fast this machine gives the same bytes at all.
  (func (export "readOnce") (param $at i32) (param $bytes i32) (result i64)
    (local $end i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $at) (i32.and (local.get $bytes) (i32.const 0xffffffc0))))
    (block $done
      (loop $more
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $a (i64x2.add (local.get $a) (v128.load (local.get $at))))
        (local.set $b (i64x2.add (local.get $b) (v128.load offset=16 (local.get $at))))
        (local.set $c (i64x2.add (local.get $c) (v128.load offset=32 (local.get $at))))
        (local.set $d (i64x2.add (local.get $d) (v128.load offset=48 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $more)))
    (i64.add
      (i64x2.extract_lane 0 (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))
      (i64x2.extract_lane 1 (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))))
)
