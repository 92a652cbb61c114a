using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.History.Export.Running;

/// <summary>
/// Sends entries of the history as a file while they are read, and records that it did. What ends early is torn off, never ended
/// properly, so that no browser takes a part for the whole; and the end comes only after the entry about it is written.
/// </summary>
public sealed class HistoryDownloads(ExportRuns runs, ChangeDesk desk)
{
    /// <summary>Writes to the stream and tells the run how far it is; false when it had to end early.</summary>
    public delegate Task<bool> Write(Stream stream, ExportRun run, CancellationToken cancellationToken);

    /// <param name="http">The request; <c>run</c> in its address may name what a page follows.</param>
    /// <param name="person">Who asks, with the roles held now.</param>
    /// <param name="file">What it is.</param>
    /// <param name="write">Writes it.</param>
    public PushStreamHttpResult Send(HttpContext http, Actor person, HistoryFile file, Write write)
    {
        var run = runs.Begin(Guid.TryParse(http.Request.Query["run"], out var id) ? id : null, person.Id);
        http.Response.Headers.CacheControl = "no-store";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        return TypedResults.Stream(stream => SendAsync(stream, http, person, file, write, run), file.ContentType, file.Name);
    }

    private async Task SendAsync(Stream stream, HttpContext http, Actor person, HistoryFile file, Write write, ExportRun run)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, run.Stopped);
        var isWhole = false;
        try
        {
            isWhole = await write(stream, run, givenUp.Token);
        }
        catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
        {
            // The person stopped it, or their browser did.
        }
        finally
        {
            await RecordAsync(person, file, run.Entries, isWhole);
            run.End(isWhole);
        }

        if (!isWhole)
            http.Abort();
    }

    // Not given up when the browser hangs up: what went out is recorded.
    private async Task RecordAsync(Actor person, HistoryFile file, long entries, bool isWhole)
    {
        var record = new RecordExport(person.Id, file.Form, file.Of, entries, IsBrokenOff: !isWhole);
        var result = await desk.ApplyAsync(ChangeSet.Of(record, source: ChangeSource.Portal), Actor.Portal, CancellationToken.None);
        if (result.Refusal is { } refusal)
            throw new InvalidOperationException("The export could not be recorded: " + refusal.Code);
    }
}

/// <summary>What is downloaded.</summary>
/// <param name="Form">As what.</param>
/// <param name="Of">Of what, in words.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Name">What it is called.</param>
public sealed record HistoryFile(ExportForm Form, string Of, string ContentType, string Name);
