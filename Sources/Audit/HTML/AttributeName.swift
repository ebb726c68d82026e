/// The attributes that the audit knows by name.
///
/// Names are told apart by their first eight bytes, in lower case and packed into a number with the first byte lowest,
/// and their length: one comparison instead of a walk over strings.
enum AttributeName: UInt8 {
    case other
    case action, alt, ariaActivedescendant, ariaControls, ariaDescribedby, ariaDetails, ariaErrormessage
    case ariaFlowto, ariaHidden, ariaLabel, ariaLabelledby, ariaOwns, cite, `class`, content, data, datetime
    case `for`, form, formaction, headers, height, hidden, href, hreflang, httpEquiv, id, imagesrcset, integrity
    case itemtype, lang, list, longdesc, loading, media, name, poster, property, rel, role, scope, sizes, src
    case srcset, style, tabindex, target, title, type, usemap, value, width, xlinkHref, xmlLang

    /// - Parameters:
    ///   - key: the packed first eight bytes.
    ///   - length: of the whole name, in bytes.
    init(key: UInt64, length: Int) {
        switch key {
        case 0x0000_0000_0000_6469: self = .id
        case 0x0000_0000_0063_7273: self = .src
        case 0x0000_0000_006C_6572: self = .rel
        case 0x0000_0000_0072_6F66: self = .for
        case 0x0000_0000_0074_6C61: self = .alt
        case 0x0000_0000_6174_6164: self = .data
        case 0x0000_0000_656C_6F72: self = .role
        case 0x0000_0000_656D_616E: self = .name
        case 0x0000_0000_6570_7974: self = .type
        case 0x0000_0000_6574_6963: self = .cite
        case 0x0000_0000_6665_7268: self = .href
        case 0x0000_0000_676E_616C: self = .lang
        case 0x0000_0000_6D72_6F66: self = .form
        case 0x0000_0000_7473_696C: self = .list
        case 0x0000_0061_6964_656D: self = .media
        case 0x0000_0065_6C74_6974: self = .title
        case 0x0000_0065_6C79_7473: self = .style
        case 0x0000_0065_706F_6373: self = .scope
        case 0x0000_0065_756C_6176: self = .value
        case 0x0000_0068_7464_6977: self = .width
        case 0x0000_0073_657A_6973: self = .sizes
        case 0x0000_0073_7361_6C63: self = .class
        case 0x0000_6E65_6464_6968: self = .hidden
        case 0x0000_6E6F_6974_6361: self = .action
        case 0x0000_7061_6D65_7375: self = .usemap
        case 0x0000_7265_7473_6F70: self = .poster
        case 0x0000_7465_6772_6174: self = .target
        case 0x0000_7465_7363_7273: self = .srcset
        case 0x0000_7468_6769_6568: self = .height
        case 0x0067_6E69_6461_6F6C: self = .loading
        case 0x0073_7265_6461_6568: self = .headers
        case 0x0074_6E65_746E_6F63: self = .content
        case 0x6261_6C2D_6169_7261: self = length == 10 ? .ariaLabel : length == 15 ? .ariaLabelledby : .other
        case 0x6372_7365_6761_6D69: self = length == 11 ? .imagesrcset : .other
        case 0x6373_6564_676E_6F6C: self = length == 8 ? .longdesc : .other
        case 0x6469_682D_6169_7261: self = length == 11 ? .ariaHidden : .other
        case 0x656D_6974_6574_6164: self = length == 8 ? .datetime : .other
        case 0x6570_7974_6D65_7469: self = length == 8 ? .itemtype : .other
        case 0x676E_616C_3A6C_6D78: self = length == 8 ? .xmlLang : .other
        case 0x676E_616C_6665_7268: self = length == 8 ? .hreflang : .other
        case 0x6974_6361_6D72_6F66: self = length == 10 ? .formaction : .other
        case 0x6E6F_632D_6169_7261: self = length == 13 ? .ariaControls : .other
        case 0x6E77_6F2D_6169_7261: self = length == 9 ? .ariaOwns : .other
        case 0x6F6C_662D_6169_7261: self = length == 11 ? .ariaFlowto : .other
        case 0x7268_3A6B_6E69_6C78: self = length == 10 ? .xlinkHref : .other
        case 0x7272_652D_6169_7261: self = length == 17 ? .ariaErrormessage : .other
        case 0x7365_642D_6169_7261: self = length == 16 ? .ariaDescribedby : .other
        case 0x7463_612D_6169_7261: self = length == 21 ? .ariaActivedescendant : .other
        case 0x7465_642D_6169_7261: self = length == 12 ? .ariaDetails : .other
        case 0x7469_7267_6574_6E69: self = length == 9 ? .integrity : .other
        case 0x7571_652D_7074_7468: self = length == 10 ? .httpEquiv : .other
        case 0x7865_646E_6962_6174: self = length == 8 ? .tabindex : .other
        case 0x7974_7265_706F_7270: self = length == 8 ? .property : .other
        default: self = .other
        }
    }

    /// Attributes that name the ids of other elements.
    var refersToIds: Bool {
        switch self {
        case .ariaActivedescendant, .ariaControls, .ariaDescribedby, .ariaDetails, .ariaErrormessage, .ariaFlowto,
            .ariaLabelledby, .ariaOwns, .headers, .list, .form:
            true
        default: false
        }
    }
}
