import Diagnostics

/// Values as JSON.
enum ValueText {
    static func write(_ value: FieldValue, into json: inout JSONText) {
        switch value {
        case .absent: json.raw("null")
        case .string(let text): json.item(text)
        case .integer(let number): json.item(number)
        case .number(let number): json.raw(ScalarReading.text(number))
        case .boolean(let flag): json.raw(flag ? "true" : "false")
        case .date(let date): json.item(date.iso)
        case .time(let time): json.item(time.text)
        case .duration(let seconds): json.item("PT\(seconds)S")
        case .money(let money): json.item(text(money))
        case .coordinates(let place): json.raw("[\(place.latitude),\(place.longitude)]")
        case .list(let items): json.array { json in for item in items { write(item.value, into: &json) } }
        case .object(let values): json.array { json in for value in values { write(value.value, into: &json) } }
        case .mapping(let members):
            json.object { json in
                for member in members {
                    json.key(member.name)
                    write(member.value.value, into: &json)
                }
            }
        case .reference(let reference): json.item(reference.target)
        case .file(let media), .image(let media): json.item(media.path)
        }
    }

    private static func text(_ money: Money) -> String {
        let cents = abs(money.hundredths % 100)
        let sign = money.hundredths < 0 ? "-" : ""
        return "\(sign)\(abs(money.hundredths / 100)).\(cents < 10 ? "0" : "")\(cents) \(money.currency)"
    }
}
