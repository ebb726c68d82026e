import Diagnostics

extension PageAudit {
    mutating func readStartTag() {
        let element = tokenizer.element
        let isPicture = elements.pictures > 0
        if !isPicture { closeImplied(by: element) }
        var isHidden = false
        for index in 0..<tokenizer.attributeCount {
            let attribute = tokenizer.attributes[index]
            let range = attribute.valueStart..<attribute.valueEnd
            switch attribute.name {
            case .id: addID(range)
            case .href, .src, .poster, .action, .formaction, .data, .xlinkHref:
                readURL(attribute.name, range, of: element)
            case .srcset, .imagesrcset: readSourceSet(range)
            case .style:
                report(
                    .inlineStyle, attribute.nameStart..<attribute.valueEnd,
                    Words(pl: "styl w atrybucie style", en: "a style in a style attribute"),
                    remedy: PageAudit.toStyleSheet)
            case .ariaHidden: isHidden = tokenizer.isEqual(range, "true")
            case .name: if element == .a, !range.isEmpty { addAnchor(range) }
            case .other:
                if attribute.key & 0xFFFF == 0x6E6F, attribute.nameEnd - attribute.nameStart > 4 {
                    report(
                        .inlineScript, attribute.nameStart..<attribute.valueEnd,
                        Words(pl: "skrypt w atrybucie zdarzenia", en: "a script in an event attribute"),
                        remedy: PageAudit.toScriptFile)
                }
            default: if attribute.name.refersToIds { addReferences(range) }
            }
        }
        isLineStart = isLineStart || element.beginsLine
        readElement(element, isPicture: isPicture)
        let isClosed = tokenizer.isSelfClosing && (isPicture || element == .svg || element == .math)
        if tokenizer.isSelfClosing, !isClosed, !element.isVoid {
            report(HTMLFault(.selfClosing, tokenizer.start, tokenizer.end))
        }
        if isClosed || element.isVoid && !isPicture { return }
        elements.push(
            ElementStack.Element(
                name: element, key: tokenizer.nameKey, nameLength: tokenizer.nameLength, start: tokenizer.start,
                end: tokenizer.end, isHidden: isHidden))
        switch element {
        case .script: readScript()
        case .style: readStyle()
        case .title: readTitle(isPicture: isPicture)
        case .textarea: if !isPicture { _ = tokenizer.rawText() }
        default: break
        }
    }

    private mutating func readElement(_ element: ElementName, isPicture: Bool) {
        switch element {
        case .a: readLinkTag()
        case .img: readImage()
        case .svg: readPicture()
        case .h1, .h2, .h3, .h4, .h5, .h6: readHeading(element.headingLevel)
        case .table:
            let role = tokenizer.value(of: .role)
            let isLayout = role.map { tokenizer.isEqual($0, "presentation") || tokenizer.isEqual($0, "none") } ?? false
            tables.append(Table(tag: tag, isLayout: isLayout))
        case .th: if !tables.isEmpty { tables[tables.count - 1].hasHeader = true }
        case .input, .select, .textarea: readField(element)
        case .label: if let range = tokenizer.value(of: .for) { addLabel(range) }
        case .meta: readMeta()
        case .html:
            head.html = tag
            if let range = tokenizer.value(of: .lang), !range.isEmpty {
                head.hasLanguage = true
                summary.language = text(range)
            }
        case .head: head.head = tag
        case .body: head.body = tag
        case .base: readBase()
        case .area:
            if tokenizer.has(.href), !tokenizer.has(.alt) { reportMissingAlt() }
        default: break
        }
    }

    private mutating func addID(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let hash = hash(range)
        if ids.insert(hash) {
            summary.ids.append(hash)
        } else {
            report(
                .duplicateID, range,
                Words(
                    pl: "id „\(text(range))” stoi na stronie drugi raz",
                    en: "the id “\(text(range))” stands in the page a second time"),
                remedy: Words(
                    pl: "zmień jeden z nagłówków albo jedno z id", en: "change one of the headings or one of the ids"))
        }
    }

    /// `<a name>` is out of use, but still a target of links.
    private mutating func addAnchor(_ range: Range<Int>) {
        let hash = hash(range)
        // The id of the same element may say the same.
        if let id = tokenizer.value(of: .id), self.hash(id) == hash { return }
        if ids.insert(hash) { summary.ids.append(hash) }
    }

    private mutating func addReferences(_ range: Range<Int>) {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound
        where index == range.upperBound || HTMLTokenizer.isSpace(tokenizer.bytes[index]) {
            if index > start {
                references.append(Reference(id: hash(start..<index), range: start..<index, isAnchor: false))
            }
            start = index + 1
        }
    }

    private mutating func addLabel(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let hash = hash(range)
        _ = labelled.insert(hash)
        references.append(Reference(id: hash, range: range, isAnchor: false))
    }

    private mutating func readHeading(_ level: Int) {
        summary.headings.append(
            PageSummary.Heading(level: UInt8(level), start: UInt32(truncatingIfNeeded: tokenizer.start)))
        if level == 1 {
            mainHeadings += 1
            if mainHeadings == 2 {
                report(
                    .severalH1, tag, Words(pl: "drugi nagłówek h1 na stronie", en: "a second h1 in the page"),
                    remedy: Words(
                        pl: "tytuł strony pochodzi z pola title; w treści zaczynaj od „## ”",
                        en: "the page's title comes from the field title; begin with “## ” in the text"))
            }
        }
        // A page's navigation may carry an h2 before its h1.
        let allowed = lastHeading == 0 ? 2 : lastHeading + 1
        if level > allowed {
            let wanted = lastHeading == 0 ? 1 : lastHeading + 1
            report(
                .headingSkipped, tag,
                Words(
                    pl: lastHeading == 0
                        ? "pierwszy nagłówek strony to h\(level)" : "po h\(lastHeading) stoi od razu h\(level)",
                    en: lastHeading == 0
                        ? "the page's first heading is an h\(level)"
                        : "an h\(level) follows right after an h\(lastHeading)"),
                remedy: Words(
                    pl: "zamień go na h\(wanted) („\(String(repeating: "#", count: wanted)) ”)",
                    en: "make it an h\(wanted) (“\(String(repeating: "#", count: wanted)) ”)"))
        }
        lastHeading = level
    }

    private mutating func readImage() {
        let isDecorative = isMarkedDecorative
        if let alt = tokenizer.value(of: .alt) {
            if alt.isEmpty, !isDecorative {
                report(
                    .emptyAlt, tag, Words(pl: "obraz ma pusty opis (alt)", en: "the picture has an empty text (alt)"),
                    remedy: Words(
                        pl: "opisz, co na nim widać: ![opis](plik); ozdobę oznacz aria-hidden=\"true\"",
                        en: "say what it shows: ![text](file); mark a decoration with aria-hidden=\"true\""))
            }
            if link.isOpen { link.append(tokenizer.bytes, alt) }
        } else {
            reportMissingAlt()
        }
        if !tokenizer.has(.width) || !tokenizer.has(.height) {
            report(
                .imageWithoutSize, tag,
                Words(pl: "obraz bez szerokości i wysokości (width, height)", en: "a picture without width and height"))
        }
    }

    /// A drawing that claims to be an image must have a name.
    private mutating func readPicture() {
        if link.isOpen { readLabelInLink() }
        guard let role = tokenizer.value(of: .role), tokenizer.isEqual(role, "img"), !isMarkedDecorative,
            !tokenizer.has(.ariaLabel), !tokenizer.has(.ariaLabelledby)
        else { return }
        var ahead = tokenizer
        // A `<title>` as its first child names it too.
        var token = ahead.next()
        while token == .text || token == .comment { token = ahead.next() }
        if token != .startTag || ahead.element != .title { reportMissingAlt() }
    }

    private var isMarkedDecorative: Bool {
        if let role = tokenizer.value(of: .role),
            tokenizer.isEqual(role, "presentation") || tokenizer.isEqual(role, "none")
        {
            return true
        }
        return tokenizer.value(of: .ariaHidden).map { tokenizer.isEqual($0, "true") } ?? false
    }

    private mutating func reportMissingAlt() {
        report(
            .missingAlt, tag, Words(pl: "obraz bez opisu (alt)", en: "a picture without a text (alt)"),
            remedy: Words(pl: "opisz, co na nim widać: ![opis](plik)", en: "say what it shows: ![text](file)"))
    }

    private mutating func readField(_ element: ElementName) {
        if element == .input, let type = tokenizer.value(of: .type) {
            for silent: StaticString in ["hidden", "submit", "button", "reset"] where tokenizer.isEqual(type, silent) {
                return
            }
            if tokenizer.isEqual(type, "image") {
                if !tokenizer.has(.alt) { reportMissingAlt() }
                return
            }
        }
        for name: AttributeName in [.ariaLabel, .ariaLabelledby, .title] {
            if let range = tokenizer.value(of: name), !range.isEmpty { return }
        }
        if elements.labels > 0 { return }
        let id = tokenizer.value(of: .id).map { hash($0) }
        fields.append(Field(id: id ?? 0, tag: tag))
    }

    static let toStyleSheet = Words(
        pl: "przenieś go do arkusza w static/ i nadaj elementowi klasę",
        en: "move it to a style sheet in static/ and give the element a class")
    static let toScriptFile = Words(
        pl: "przenieś go do pliku w static/ i wczytaj przez <script src>",
        en: "move it to a file in static/ and load it with <script src>")
}
