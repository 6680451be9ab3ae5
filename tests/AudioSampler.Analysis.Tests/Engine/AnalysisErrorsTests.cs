using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class AnalysisErrorsTests
{
    [Fact]
    public void Every_fault_of_the_decoder_has_its_code()
    {
        foreach (AudioFault fault in Enum.GetValues<AudioFault>())
        {
            Assert.Equal(fault.ToString(), AnalysisErrors.CodeOf(fault).ToString());
        }
    }

    [Fact]
    public void A_message_names_the_file_also_where_a_folder_failed()
    {
        var full = new IOException("No space left on device", 28);
        var denied = new UnauthorizedAccessException("Access to the path is denied.");

        Assert.Equal(AnalysisErrorCode.DiskFull, AnalysisErrors.Of(full, "/sounds/a.wav").Code);
        Assert.Equal(AnalysisErrorCode.AccessDenied, AnalysisErrors.Of(denied, "/sounds/a.wav").Code);
        AnalysisError bug = AnalysisErrors.Of(new FormatException("two\nlines"), "/sounds/a.wav");
        Assert.Equal(AnalysisErrorCode.InternalError, bug.Code);
        Assert.Contains("a.wav", bug.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bug.Message);
    }
}
