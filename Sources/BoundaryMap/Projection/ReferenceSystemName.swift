import Content
import Diagnostics

/// Understands the names of coordinate systems as files write them.
enum ReferenceSystemName {
    /// `urn:ogc:def:crs:EPSG::2180`, `EPSG:4326`, `urn:ogc:def:crs:OGC:1.3:CRS84`, an address that ends so …; nil when it
    /// is another system.
    static func system(named name: String) -> CoordinateSystem? {
        let last = name.split(separator: ":").last.map { $0.split(separator: "/").last ?? $0 }
        switch last {
        case "2180": return .poland1992
        case "4326", "4258", "CRS84", "4979": return .degrees
        default: return nil
        }
    }

    /// What a `crs` member says, in the forms of GeoJSON 2008 and those that programs made of them; nil for `null`, which
    /// says that the file does not know.
    static func declared(by node: JSONNode) -> SourceLayer.Declared? {
        if case .null = node.value { return nil }
        let properties = node["properties"]
        let named = node.string ?? properties?["name"]?.string ?? properties?["href"]?.string
        let name = named ?? properties?["code"]?.number.map { "EPSG:\($0.text)" } ?? "?"
        return SourceLayer.Declared(name: name, system: system(named: name), span: node.span)
    }

    /// The system of a `.prj` file, written as WKT by ESRI or the OGC.
    static func system(wellKnownText text: String) -> CoordinateSystem? {
        let lower = text.lowercased()
        if lower.hasPrefix("geogcs") || lower.hasPrefix("geogcrs") || lower.hasPrefix("geodcrs") {
            return lower.contains("1984") || lower.contains("wgs84") || lower.contains("wgs 84")
                || lower.contains("etrs")
                ? .degrees : nil
        }
        guard lower.hasPrefix("projcs") || lower.hasPrefix("projcrs") else { return nil }
        let isNamed = lower.contains("1992") || lower.contains("2180") || lower.contains("cs92")
        let hasParameters = lower.contains("-5300000") && lower.contains("0.9993")
        return isNamed || hasParameters ? .poland1992 : nil
    }
}
