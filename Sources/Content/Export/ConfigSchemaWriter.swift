import Diagnostics

/// Writes the JSON Schema (2020-12) of `site-config.json` itself, so that an editor completes and checks it.
public struct ConfigSchemaWriter {
    private let ruleNames: [String]
    private let languages: [String]

    /// - Parameters:
    ///   - ruleNames: the rules whose level `audit` may set.
    ///   - languages: the codes of the languages that the program knows.
    public init(ruleNames: [String], languages: [String]) {
        self.ruleNames = ruleNames.sorted()
        self.languages = languages
    }

    /// The schema as JSON text with a final newline.
    public func text() -> String {
        JSONLayout.indented(
            """
            { "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "site-config.json",
              "type": "object", "properties": \(settings()), "required": ["title", "baseURL", "pages"],
              "additionalProperties": false, "$defs": \(definitions()) }
            """)
    }

    private func settings() -> String {
        let levels = Level.allCases.map(\.name) + ["off"]
        return ##"""
            { "$schema": { "type": "string" },
              "title": { "type": "string", "minLength": 1 },
              "description": { "type": ["string", "null"] },
              "metropolia": { "type": ["string", "null"] },
              "baseURL": { "type": "string", "pattern": "^https?://[^/]+" },
              "language": { "enum": \##(list(languages)) },
              "languages": { "type": "object", "propertyNames": { "enum": \##(list(languages)) },
                "additionalProperties": { "$ref": "#/$defs/language" } },
              "fieldNames": { "type": "object", "propertyNames": { "enum": \##(list(Schema.knownFieldNames)) },
                "additionalProperties": { "$ref": "#/$defs/name" } },
              "collections": { "type": "object", "additionalProperties": { "$ref": "#/$defs/collection" } },
              "pages": { "$ref": "#/$defs/pages" },
              "taxonomies": { "type": "object", "additionalProperties": { "$ref": "#/$defs/taxonomy" } },
              "menus": { "$ref": "#/$defs/menus" },
              "map": { "type": "object", "properties": { "boundaries": { "type": "string" },
                  "collection": { "type": "string" }, "key": { "type": "string" } },
                "required": ["boundaries", "collection", "key"], "additionalProperties": false },
              "operator": { "type": "object", "propertyNames": { "enum": ["name", "address", "phone", "email", "nip",
                  "regon", "krs", "bip", "dataProtection", "accessibilityContact"] },
                "additionalProperties": { "type": ["string", "null"] } },
              "manifest": { "type": "object", "properties": { "shortName": { "type": "string" },
                  "themeColor": { "type": "string" }, "backgroundColor": { "type": "string" },
                  "icons": { "type": "array", "items": { "type": "string", "pattern": "^/" } } },
                "additionalProperties": false },
              "security": { "type": "object", "properties": {
                  "contact": { "type": ["string", "null"], "pattern": "^(mailto:|https://|tel:)" },
                  "expires": { "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                  "policy": { "type": ["string", "null"] } }, "additionalProperties": false },
              "search": { "type": "object", "properties": { "page": { "type": "string", "pattern": "^/.*/$|^/$" },
                  "shortName": { "type": "string", "maxLength": 16 }, "places": { "$ref": "#/$defs/name" } },
                "required": ["page"], "additionalProperties": false },
              "contentSecurityPolicy": { "type": ["string", "null"] },
              "declaration": { "type": ["string", "null"], "pattern": "^/" },
              "markdown": { "type": "object", "properties": { "rawHTML": { "type": "boolean" } },
                "additionalProperties": false },
              "audit": { "type": "object", "propertyNames": { "enum": \##(list(ruleNames)) },
                "additionalProperties": { "enum": \##(list(levels)) } } }
            """##
    }

    private func definitions() -> String {
        ##"""
        { "name": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" },
          "fields": { "type": "object", "propertyNames": { "$ref": "#/$defs/name" },
            "additionalProperties": { "$ref": "#/$defs/field" } },
          "collection": { "type": "object", "properties": {
              "folder": { "type": "string" }, "data": { "type": "string" },
              "url": { "type": "string", "pattern": "^/.*:slug/(.*/)?$" },
              "template": { "type": "string" }, "sort": { "type": "string", "pattern": "^-?[A-Za-z_][A-Za-z0-9_]*$" },
              "label": { "type": "string" }, "list": { "$ref": "#/$defs/list" },
              "feed": { "type": "object", "properties": { "title": { "type": "string" },
                  "limit": { "type": "integer", "minimum": 1, "maximum": 1000 } }, "additionalProperties": false },
              "additionalFields": { "type": "boolean" }, "fields": { "$ref": "#/$defs/fields" } },
            "additionalProperties": false,
            "oneOf": [{ "required": ["folder", "url", "template"] }, { "required": ["data"] }],
            "dependentRequired": { "url": ["template"], "template": ["url"] } },
          "taxonomy": { "type": "object", "properties": {
              "field": { "$ref": "#/$defs/name" }, "url": { "type": "string", "pattern": "^/.*:slug/(.*/)?$" },
              "template": { "type": "string" }, "sort": { "type": "string" }, "label": { "type": "string" },
              "slugs": { "type": "object",
                "additionalProperties": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" } },
              "pageSize": { "type": "integer", "minimum": 1, "maximum": 10000 }, "list": { "$ref": "#/$defs/list" } },
            "required": ["url", "template"], "additionalProperties": false },
          "list": { "type": "object", "properties": {
              "url": { "type": "string", "pattern": "^/.*/$|^/$" }, "template": { "type": "string" },
              "title": { "type": "string" }, "description": { "type": "string" },
              "pageSize": { "type": "integer", "minimum": 1, "maximum": 10000 } },
            "required": ["url", "template"], "additionalProperties": false },
          "pages": { "type": "object", "properties": {
              "folder": { "type": "string" }, "template": { "type": "string" },
              "additionalFields": { "type": "boolean" }, "fields": { "$ref": "#/$defs/fields" } },
            "required": ["folder", "template"], "additionalProperties": false },
          "menu": { "type": "array", "items": { "type": "object", "properties": {
              "label": { "type": "string" }, "url": { "type": "string" }, "children": { "$ref": "#/$defs/menu" } },
            "required": ["label", "url"], "additionalProperties": false } },
          "menus": { "type": "object", "additionalProperties": { "$ref": "#/$defs/menu" } },
          "language": { "type": "object", "properties": {
              "title": { "type": "string" }, "description": { "type": "string" },
              "paths": { "type": "object", "additionalProperties": { "type": "string" } },
              "lists": { "type": "object", "additionalProperties": { "type": "object", "properties": {
                  "title": { "type": "string" }, "description": { "type": "string" } },
                "additionalProperties": false } },
              "menus": { "$ref": "#/$defs/menus" } }, "required": ["title"], "additionalProperties": false },
          "field": \##(field()) }
        """##
    }

    /// The definition of a field: its type, and what each type needs.
    private func field() -> String {
        let needs = [
            ("enum", "enum"), ("list", "items"), ("object", "fields"), ("reference", "to"), ("referrers", "from"),
        ].map { type, need in
            """
            { "if": { "properties": { "type": { "const": "\(type)" } }, "required": ["type"] },
              "then": { "required": ["\(need)"] } }
            """
        }
        return ##"""
            { "type": "object", "properties": {
                "type": { "enum": \##(list(FieldType.names)) }, "label": { "type": "string" },
                "description": { "type": "string" }, "required": { "type": "boolean" }, "default": {},
                "unique": { "type": "boolean" }, "shared": { "type": "boolean" }, "computed": { "type": "string" },
                "enum": { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
                "items": { "$ref": "#/$defs/field" }, "fields": { "$ref": "#/$defs/fields" },
                "to": { "type": "string" }, "from": { "type": "string" }, "field": { "type": "string" },
                "minimum": { "type": "number" }, "min": { "type": "number" },
                "maximum": { "type": "number" }, "max": { "type": "number" },
                "minLength": { "type": "integer", "minimum": 0 }, "maxLength": { "type": "integer", "minimum": 0 },
                "pattern": { "type": "string", "format": "regex" },
                "minItems": { "type": "integer", "minimum": 0 }, "maxItems": { "type": "integer", "minimum": 0 },
                "uniqueItems": { "type": "boolean" } },
              "additionalProperties": false, "allOf": [\##(needs.joined(separator: ","))] }
            """##
    }

    /// The texts as a JSON array.
    private func list(_ values: [String]) -> String {
        var json = JSONText()
        json.array { json in for value in values { json.item(value) } }
        return json.text
    }
}
