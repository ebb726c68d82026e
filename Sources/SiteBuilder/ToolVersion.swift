/// The version of the program, by Semantic Versioning.
public enum ToolVersion {
    public static let current = "0.1.0"
}
