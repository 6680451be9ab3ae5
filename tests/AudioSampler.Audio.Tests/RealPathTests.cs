using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests;

public sealed class RealPathTests
{
    [Fact]
    public void Links_in_the_middle_and_chains_of_them_are_resolved()
    {
        using var folder = new TempFolder();
        string root = RealPath.Of(folder.Path);
        Directory.CreateDirectory(Path.Combine(root, "a", "b"));
        Directory.CreateSymbolicLink(Path.Combine(root, "one"), "a");
        Directory.CreateSymbolicLink(Path.Combine(root, "two"), Path.Combine(root, "one", "b"));

        Assert.Equal(Path.Combine(root, "a", "b", "not there"), RealPath.Of(Path.Combine(root, "two", "not there")));
    }

    [Fact]
    public void Link_out_of_a_folder_is_not_under_it()
    {
        using var folder = new TempFolder();
        string inside = folder.File("inside");
        Directory.CreateDirectory(inside);
        Directory.CreateDirectory(folder.File("inside too"));
        File.WriteAllText(folder.File("secret"), "x");
        File.CreateSymbolicLink(Path.Combine(inside, "link"), "../secret");

        Assert.True(RealPath.IsUnder(Path.Combine(inside, "x"), inside));
        Assert.True(RealPath.IsUnder(inside, inside + "/"));
        Assert.False(RealPath.IsUnder(Path.Combine(inside, "link"), inside));
        Assert.False(RealPath.IsUnder(Path.Combine(inside, "..", "secret"), inside));
        Assert.False(RealPath.IsUnder(folder.File("inside too"), inside));
        Assert.True(RealPath.IsUnder("/anything", "/"));
    }

    [Fact]
    public void Circle_of_links_is_an_error()
    {
        using var folder = new TempFolder();
        File.CreateSymbolicLink(folder.File("a"), "b");
        File.CreateSymbolicLink(folder.File("b"), "a");

        Assert.Throws<IOException>(() => RealPath.Of(folder.File("a")));
    }
}
