using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ReleasePortal.FeatureManagement.Evaluation;

namespace ReleasePortal.FeatureManagement.Following;

/// <summary>Brings the application's state up to the portal's: one at a time, whoever asks for it.</summary>
internal sealed class StateRefresh(PortalClient client, PortalConnection connection, LastKnownState saved, ILogger<StateRefresh> logger) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private string? _tag;

    /// <summary>When the portal wants to be asked again, if it said so the last time.</summary>
    public TimeSpan RetryAfter { get; private set; }

    /// <summary>Begins with what was known when the application ran last, if anything.</summary>
    /// <returns>When that was written down.</returns>
    public async Task<DateTimeOffset?> RestoreAsync(CancellationToken cancellationToken)
    {
        if (await saved.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } last)
            return null;

        try
        {
            connection.Take(Read(last.Definitions), StateSource.File);
            _tag = last.Tag;
            return last.SavedAt;
        }
        catch (JsonException exception)
        {
            Log.StateNotUnderstood(logger, exception);
            return null;
        }
    }

    /// <summary>Asks the portal.</summary>
    /// <returns>False when it gave no state; that was logged.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the application goes on with what it knows.
            return Away.Reason(exception) is { } reason ? Fail($"It cannot be reached: {reason}") : Fail("Its answer cannot be used.", exception);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        var answer = await client.FetchAsync(_tag, cancellationToken).ConfigureAwait(false);
        RetryAfter = answer.RetryAfter ?? default;
        if (answer.Definitions is { } definitions)
        {
            connection.Take(Read(definitions), StateSource.Portal);
            _tag = answer.Tag;
            await saved.SaveAsync(definitions, answer.Tag, cancellationToken).ConfigureAwait(false);
        }
        else if (answer.Status is HttpStatusCode.NotModified)
        {
            connection.Confirm();
        }
        else
        {
            return Fail(Reason(answer.Status));
        }

        if (connection.Trouble is not null)
            Log.Recovered(logger);
        connection.Trouble = null;
        return true;
    }

    private PortalState Read(byte[] definitions)
    {
        var state = PortalState.Read(definitions);
        foreach (var (control, what) in state.NotUnderstood)
            Log.ControlNotUnderstood(logger, control, what);
        return state;
    }

    /// <summary>The same trouble is logged once, however often it is met.</summary>
    private bool Fail(string trouble, Exception? exception = null)
    {
        if (connection.Trouble != trouble)
            Log.NoState(logger, trouble, exception);
        connection.Trouble = trouble;
        return false;
    }

    private static string Reason(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "It does not know the key (401): check ReleasePortal:Key.",
        HttpStatusCode.Forbidden => "It refuses the key (403): it takes a server key of the environment, no other.",
        HttpStatusCode.NotFound => "There is no portal (404): check ReleasePortal:Address.",
        HttpStatusCode.TooManyRequests => "It was asked too often (429).",
        HttpStatusCode.ServiceUnavailable => "It is not ready (503).",
        _ => $"It answered {(int)status}.",
    };
}
