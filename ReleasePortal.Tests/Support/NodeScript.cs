using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ReleasePortal.Tests.Support;

/// <summary>A script of the folder <c>Node</c> that runs: told by lines, and answering in lines. It ends with the test.</summary>
internal sealed class NodeScript(Process process) : IAsyncDisposable
{
    // Only so that a test that waits for nothing ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Task<string> _complaints = process.StandardError.ReadToEndAsync();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The next line that it says; fails with what it complained of when it has ended.</summary>
    public async Task<string> SaysAsync() =>
        await process.StandardOutput.ReadLineAsync(Cancelled).AsTask().WaitAsync(Patience, Cancelled)
        ?? throw new InvalidOperationException("The script ended: " + await _complaints);

    /// <summary>Reads on until it says that line.</summary>
    public async Task SaysAsync(string line)
    {
        while (await SaysAsync() != line)
        {
        }
    }

    /// <summary>Says a line to it.</summary>
    public async Task TellAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), Cancelled);
        await process.StandardInput.FlushAsync(Cancelled);
    }

    /// <summary>Says a line to it, and reads the line that it answers.</summary>
    public async Task<JsonNode> AskAsync(JsonNode question)
    {
        await TellAsync(question.ToJsonString());
        return JsonNode.Parse(await SaysAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
