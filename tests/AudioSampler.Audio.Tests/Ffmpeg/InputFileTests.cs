using System.Diagnostics;
using System.Runtime.InteropServices;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Tests.Ffmpeg;

public sealed partial class InputFileTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TempFolder folder = new();

    [Fact]
    public void A_file_with_bytes_is_opened_by_its_absolute_path()
    {
        File.WriteAllText(folder.File("a.wav"), "abc");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.File("a.wav"));

        using var file = InputFile.Open(relative);

        Assert.Equal((folder.File("a.wav"), 3), (file.Path, file.SizeBytes));
    }

    [Fact]
    public void A_link_is_followed_to_its_file()
    {
        File.WriteAllText(folder.File("a.wav"), "abc");
        File.CreateSymbolicLink(folder.File("link"), "a.wav");
        File.CreateSymbolicLink(folder.File("link2"), folder.File("link"));

        using var file = InputFile.Open(folder.File("link2"));

        Assert.Equal((folder.File("link2"), 3), (file.Path, file.SizeBytes));
    }

    [Fact]
    public void What_is_not_there_is_said_to_be_missing()
    {
        File.CreateSymbolicLink(folder.File("dangling"), folder.File("gone"));
        Directory.CreateSymbolicLink(folder.File("to-folder"), folder.Path);
        File.CreateSymbolicLink(folder.File("circle"), folder.File("circle2"));
        File.CreateSymbolicLink(folder.File("circle2"), folder.File("circle"));
        File.WriteAllText(folder.File("file"), "x");

        AssertFault(AudioFault.NotFound, "there is no such file", folder.File("no\nsuch.wav"));
        AssertFault(AudioFault.NotFound, "there is no such file", folder.File("no/such/folder.wav"));
        AssertFault(AudioFault.NotFound, "there is no such file", folder.File("file/inside.wav"));
        AssertFault(AudioFault.NotFound, "this is a folder", folder.Path);
        AssertFault(AudioFault.NotFound, "this is a folder", folder.File("to-folder"));
        AssertFault(AudioFault.NotFound, "symbolic link leads to no file", folder.File("dangling"));
        AssertFault(AudioFault.NotFound, "links go round in a circle", folder.File("circle"));
    }

    [Fact]
    public void Names_that_are_no_text_are_said_to_be_invalid()
    {
        AssertFault(AudioFault.InvalidName, "no valid file name", "");
        AssertFault(AudioFault.InvalidName, "no valid file name", folder.File("zero\0.wav"));
        AssertFault(AudioFault.InvalidName, "no valid file name", folder.File("half\ud83c.wav"));
        AssertFault(AudioFault.InvalidName, "not UTF-8", folder.File("latin\ufffd.wav"));
    }

    [Fact]
    public void A_name_that_is_too_long_has_a_clear_verdict()
    {
        var error = Assert.ThrowsAny<AudioAccessException>(() => InputFile.Open(folder.File(new string('x', 256))));

        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_file_without_bytes_is_said_to_be_empty()
    {
        File.WriteAllText(folder.File("empty.wav"), "");

        AssertFault(AudioFault.EmptyFile, "is empty", folder.File("empty.wav"));
        AssertFault(AudioFault.UnknownFormat, "not a regular file", "/dev/null");
        AssertFault(AudioFault.UnknownFormat, "not a regular file", "/dev/zero");
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_its_writer()
    {
        Process.Start(new ProcessStartInfo("mkfifo") { ArgumentList = { folder.File("pipe.wav") } })!.WaitForExit();

        AssertFault(AudioFault.UnknownFormat, "not a regular file", folder.File("pipe.wav"));
    }

    [Fact]
    public void A_file_without_rights_is_said_to_be_closed()
    {
        string path = folder.File("closed.wav");
        File.WriteAllText(path, "x");
        File.SetUnixFileMode(path, UnixFileMode.None);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);

        AssertFault(AudioFault.AccessDenied, "may not read it", path, asNobody: true);
    }

    [Fact]
    public void A_folder_without_rights_is_named()
    {
        string closed = Directory.CreateDirectory(folder.File("closed")).FullName;
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(closed, "inner")).FullName, "a.wav");
        File.WriteAllText(path, "x");
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            AssertFault(AudioFault.AccessDenied, "may not look into " + ShownPath.Of(closed), path, asNobody: true);
        }
        finally
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Dispose();

    private static void AssertFault(AudioFault fault, string says, string path, bool asNobody = false)
    {
        Exception? caught = null;
        void Open() => caught = Record.Exception(() => InputFile.Open(path).Dispose());
        if (asNobody)
        {
            // The kernel's rights for files belong to the thread: tests may run as root, who may read everything.
            var thread = new Thread(() =>
            {
                _ = SetFileUser(Nobody);
                Open();
            });
            thread.Start();
            thread.Join();
        }
        else
        {
            Open();
        }

        var error = Assert.IsAssignableFrom<AudioSamplerException>(caught);
        Assert.Equal(fault, error.Fault);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(ShownPath.Of(path), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
