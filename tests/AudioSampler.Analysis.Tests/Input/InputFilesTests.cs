using AudioSampler.Analysis.Input;
using AudioSampler.Audio;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Input;

public sealed class InputFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_walked_in_order_without_hidden_files_sidecars_texts_and_pictures()
    {
        Write("b.wav", "text");
        Write("a/c.mp3", "text");
        Write("a/unnamed", "\u0001\u0002\u0003");
        Write("a/notes.txt", "some words");
        Write("a/cover.jpg", "\u00FF\u00D8\u00FF\u0000\u0001");
        Write(".hidden.wav", "text");
        Write("b.wav.asd", "\u0001\u0002");
        Write("a/.git/x.wav", "text");

        Assert.Equal("a/c.mp3 a/unnamed b.wav", Found(_folder.Path));
    }

    [Fact]
    public async Task A_pipe_in_a_folder_is_passed_over_without_waiting_for_its_writer()
    {
        ProgramRun run = await ProgramRun.RunAsync("mkfifo", [_folder.File("pipe")]);
        Assert.SkipUnless(run.ExitCode == 0, "no pipes here");
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("pipe"));
        Write("b.wav", "text");

        Assert.Equal("b.wav", Found(_folder.Path));
    }

    [Fact]
    public void Links_are_followed_once_and_circles_end()
    {
        Write("a/tone.wav", "text");
        Directory.CreateSymbolicLink(_folder.File("a/back"), _folder.Path);
        File.CreateSymbolicLink(_folder.File("z.wav"), _folder.File("a/tone.wav"));

        Assert.Equal("a/tone.wav", Found(_folder.Path));
    }

    [Fact]
    public void A_link_to_an_ancestor_of_what_was_named_shows_each_file_once()
    {
        Write("in/sub/tone.wav", "text");
        Write("other/rain.wav", "text");
        Directory.CreateSymbolicLink(_folder.File("in/sub/up"), "../..");
        Directory.CreateSymbolicLink(_folder.File("other/again"), "../in/sub");

        Assert.Equal("in/sub/tone.wav in/sub/up/other/rain.wav", Found(_folder.File("in")));
    }

    [Fact]
    public void A_folder_that_a_link_showed_already_is_recognised_by_its_own_path()
    {
        Write("z/tone.wav", "text");
        Directory.CreateSymbolicLink(_folder.File("a"), "z");

        Assert.Equal("a/tone.wav", Found(_folder.Path));
        InputFile file = Assert.Single(new InputFiles(_warnings.Add).Find([_folder.File("a/tone.wav"), _folder.File("z/tone.wav")]));
        Assert.Equal(Path.Combine(RealPath.Of(_folder.Path), "z", "tone.wav"), file.RealPath);
    }

    [Fact]
    public void What_may_not_be_looked_at_is_passed_over_whatever_leads_there()
    {
        Write("in/tone.wav", "text");
        Write("out/secret.wav", "text");
        Directory.CreateSymbolicLink(_folder.File("in/folder"), "../out");
        File.CreateSymbolicLink(_folder.File("in/link.wav"), "../out/secret.wav");
        string allowed = RealPath.Of(_folder.File("in"));
        var asked = new List<string>();

        InputFile[] found = [.. new InputFiles(_warnings.Add, Admits).Find([_folder.File("in")])];

        Assert.Equal([_folder.File("in/tone.wav")], found.Select(f => f.Path));
        Assert.Equal([_folder.File("in/folder"), _folder.File("in/link.wav")], asked);

        bool Admits(string path, string real)
        {
            bool admitted = RealPath.Holds(allowed, real);
            if (!admitted)
            {
                asked.Add(path);
            }

            return admitted;
        }
    }

    [Fact]
    public void A_file_that_is_named_is_tried_whatever_it_is_and_once()
    {
        Write("notes.txt", "some words");

        InputFile file = Assert.Single(new InputFiles(_warnings.Add).Find([_folder.File("notes.txt"), _folder.File("notes.txt")]));
        Assert.True(file.Named);
        Assert.True(Assert.Single(new InputFiles(_warnings.Add).Find([_folder.File("missing.wav")])).Named);
    }

    private void Write(string name, string latin1)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, latin1, System.Text.Encoding.Latin1);
    }

    private string Found(string folder) =>
        string.Join(' ', new InputFiles(_warnings.Add).Find([folder]).Select(f => Path.GetRelativePath(_folder.Path, f.Path)));
}
