/// How many elements of a collection, in which those that fulfil a condition come last, do not fulfil it. Logarithmic.
func firstPlace<Elements: RandomAccessCollection>(in elements: Elements, where isBehind: (Elements.Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
        let middle = (low + high) / 2
        if isBehind(elements[elements.index(elements.startIndex, offsetBy: middle)]) { high = middle } else { low = middle + 1 }
    }
    return low
}
