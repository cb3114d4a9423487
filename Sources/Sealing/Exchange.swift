/// Puts `replacement` in place of a value and gives the value that was there.
///
/// An array that is moved out this way keeps its memory to itself and can be put back without a copy.
func exchange<Value>(_ value: inout Value, with replacement: consuming Value) -> Value {
    let old = consume value
    value = replacement
    return old
}
