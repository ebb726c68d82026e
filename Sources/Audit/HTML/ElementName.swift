/// The elements that the audit knows by name.
///
/// Names are told apart by their first eight bytes, in lower case and packed into a number with the first byte lowest,
/// and their length: one comparison instead of a walk over strings.
enum ElementName: UInt8 {
    case other
    case a, abbr, address, area, article, aside, audio, b, base, blockquote, body, br, button, canvas, caption
    case code, col, colgroup, data, datalist, dd, del, details, dfn, dialog, div, dl, dt, em, embed, fieldset
    case figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe
    case image, img, input, ins, kbd, label, legend, li, link, main, map, mark, math, menu, meta, meter, nav
    case noscript, object, ol, optgroup, option, output, p, param, picture, pre, progress, q, rp, rt, ruby, s
    case samp, script, search, section, select, slot, small, source, span, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, u, ul, use, variable, video
    case wbr

    /// - Parameters:
    ///   - key: the packed first eight bytes.
    ///   - length: of the whole name, in bytes.
    init(key: UInt64, length: Int) {
        switch key {
        case 0x0000_0000_0000_0061: self = .a
        case 0x0000_0000_0000_0062: self = .b
        case 0x0000_0000_0000_0069: self = .i
        case 0x0000_0000_0000_0070: self = .p
        case 0x0000_0000_0000_0071: self = .q
        case 0x0000_0000_0000_0073: self = .s
        case 0x0000_0000_0000_0075: self = .u
        case 0x0000_0000_0000_3168: self = .h1
        case 0x0000_0000_0000_3268: self = .h2
        case 0x0000_0000_0000_3368: self = .h3
        case 0x0000_0000_0000_3468: self = .h4
        case 0x0000_0000_0000_3568: self = .h5
        case 0x0000_0000_0000_3668: self = .h6
        case 0x0000_0000_0000_6464: self = .dd
        case 0x0000_0000_0000_6474: self = .td
        case 0x0000_0000_0000_6874: self = .th
        case 0x0000_0000_0000_696C: self = .li
        case 0x0000_0000_0000_6C64: self = .dl
        case 0x0000_0000_0000_6C6F: self = .ol
        case 0x0000_0000_0000_6C75: self = .ul
        case 0x0000_0000_0000_6D65: self = .em
        case 0x0000_0000_0000_7072: self = .rp
        case 0x0000_0000_0000_7262: self = .br
        case 0x0000_0000_0000_7268: self = .hr
        case 0x0000_0000_0000_7274: self = .tr
        case 0x0000_0000_0000_7464: self = .dt
        case 0x0000_0000_0000_7472: self = .rt
        case 0x0000_0000_0062_7573: self = .sub
        case 0x0000_0000_0064_626B: self = .kbd
        case 0x0000_0000_0065_7270: self = .pre
        case 0x0000_0000_0065_7375: self = .use
        case 0x0000_0000_0067_6D69: self = .img
        case 0x0000_0000_0067_7673: self = .svg
        case 0x0000_0000_006C_6564: self = .del
        case 0x0000_0000_006C_6F63: self = .col
        case 0x0000_0000_006E_6664: self = .dfn
        case 0x0000_0000_0070_616D: self = .map
        case 0x0000_0000_0070_7573: self = .sup
        case 0x0000_0000_0072_6176: self = .variable
        case 0x0000_0000_0072_6277: self = .wbr
        case 0x0000_0000_0073_6E69: self = .ins
        case 0x0000_0000_0076_616E: self = .nav
        case 0x0000_0000_0076_6964: self = .div
        case 0x0000_0000_6165_7261: self = .area
        case 0x0000_0000_6174_6164: self = .data
        case 0x0000_0000_6174_656D: self = .meta
        case 0x0000_0000_6461_6568: self = .head
        case 0x0000_0000_6564_6F63: self = .code
        case 0x0000_0000_656D_6974: self = .time
        case 0x0000_0000_6573_6162: self = .base
        case 0x0000_0000_6874_616D: self = .math
        case 0x0000_0000_6B6E_696C: self = .link
        case 0x0000_0000_6B72_616D: self = .mark
        case 0x0000_0000_6C6D_7468: self = .html
        case 0x0000_0000_6D72_6F66: self = .form
        case 0x0000_0000_6E61_7073: self = .span
        case 0x0000_0000_6E69_616D: self = .main
        case 0x0000_0000_706D_6173: self = .samp
        case 0x0000_0000_7262_6261: self = .abbr
        case 0x0000_0000_746F_6C73: self = .slot
        case 0x0000_0000_756E_656D: self = .menu
        case 0x0000_0000_7962_7572: self = .ruby
        case 0x0000_0000_7964_6F62: self = .body
        case 0x0000_0064_6165_6874: self = .thead
        case 0x0000_0064_6562_6D65: self = .embed
        case 0x0000_0065_6469_7361: self = .aside
        case 0x0000_0065_6761_6D69: self = .image
        case 0x0000_0065_6C62_6174: self = .table
        case 0x0000_0065_6C74_6974: self = .title
        case 0x0000_0065_6C79_7473: self = .style
        case 0x0000_006B_6361_7274: self = .track
        case 0x0000_006C_6562_616C: self = .label
        case 0x0000_006C_6C61_6D73: self = .small
        case 0x0000_006D_6172_6170: self = .param
        case 0x0000_006F_6564_6976: self = .video
        case 0x0000_006F_6964_7561: self = .audio
        case 0x0000_0072_6574_656D: self = .meter
        case 0x0000_0074_6F6F_6674: self = .tfoot
        case 0x0000_0074_7570_6E69: self = .input
        case 0x0000_0079_646F_6274: self = .tbody
        case 0x0000_646E_6567_656C: self = .legend
        case 0x0000_6563_7275_6F73: self = .source
        case 0x0000_656D_6172_6669: self = .iframe
        case 0x0000_6572_7567_6966: self = .figure
        case 0x0000_676E_6F72_7473: self = .strong
        case 0x0000_676F_6C61_6964: self = .dialog
        case 0x0000_6863_7261_6573: self = .search
        case 0x0000_6E6F_6974_706F: self = .option
        case 0x0000_6E6F_7474_7562: self = .button
        case 0x0000_7075_6F72_6768: self = .hgroup
        case 0x0000_7265_6461_6568: self = .header
        case 0x0000_7265_746F_6F66: self = .footer
        case 0x0000_7361_766E_6163: self = .canvas
        case 0x0000_7463_656A_626F: self = .object
        case 0x0000_7463_656C_6573: self = .select
        case 0x0000_7470_6972_6373: self = .script
        case 0x0000_7475_7074_756F: self = .output
        case 0x0065_6C63_6974_7261: self = .article
        case 0x0065_7275_7463_6970: self = .picture
        case 0x006E_6F69_7463_6573: self = .section
        case 0x006E_6F69_7470_6163: self = .caption
        case 0x0073_6C69_6174_6564: self = .details
        case 0x0073_7365_7264_6461: self = .address
        case 0x0079_7261_6D6D_7573: self = .summary
        case 0x6165_7261_7478_6574: self = length == 8 ? .textarea : .other
        case 0x6574_616C_706D_6574: self = length == 8 ? .template : .other
        case 0x6974_7061_6367_6966: self = length == 10 ? .figcaption : .other
        case 0x6F75_716B_636F_6C62: self = length == 10 ? .blockquote : .other
        case 0x7075_6F72_676C_6F63: self = length == 8 ? .colgroup : .other
        case 0x7075_6F72_6774_706F: self = length == 8 ? .optgroup : .other
        case 0x7373_6572_676F_7270: self = length == 8 ? .progress : .other
        case 0x7465_7364_6C65_6966: self = length == 8 ? .fieldset : .other
        case 0x7470_6972_6373_6F6E: self = length == 8 ? .noscript : .other
        case 0x7473_696C_6174_6164: self = length == 8 ? .datalist : .other
        default: self = .other
        }
    }

    /// Elements without content and end tag.
    var isVoid: Bool {
        switch self {
        case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr: true
        default: false
        }
    }

    /// Elements whose end tag may be left out (HTML, 13.1.2.4 “Optional tags”).
    var isEndOptional: Bool {
        switch self {
        case .html, .head, .body, .p, .li, .dt, .dd, .option, .optgroup, .rt, .rp, .tr, .td, .th, .thead, .tbody,
            .tfoot, .colgroup, .caption:
            true
        default: false
        }
    }

    /// Elements whose start tag ends a paragraph that is open (the same section, on `p`).
    var endsParagraph: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .details, .dialog, .div, .dl, .fieldset, .figcaption, .figure,
            .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .main, .menu, .nav, .ol, .p, .pre,
            .search, .section, .table, .ul:
            true
        default: false
        }
    }

    /// Elements in whose text Markdown may rightly show.
    var holdsCode: Bool {
        switch self {
        case .code, .pre, .kbd, .samp, .variable: true
        default: false
        }
    }

    /// 1…6 for `h1`…`h6`, else 0.
    var headingLevel: Int {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: 0
        }
    }

    /// Elements that begin a line of text of their own.
    var beginsLine: Bool {
        switch self {
        case .br, .li, .td, .th, .dt, .dd, .caption, .summary, .legend, .label, .body: true
        default: endsParagraph
        }
    }
}
