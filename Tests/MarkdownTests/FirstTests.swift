import Testing

@Test("a page with each kind of construct comes out whole")
func wholePage() {
    let page = Rendered("Ala *ma* ~~psa~~ [x](mogilany.md)\n")
    #expect(page.html == "<p>Ala <em>ma</em> <del>psa</del> <a href=\"mogilany.md\">x</a></p>\n")
}
