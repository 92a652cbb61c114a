using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes.Checkpoints;

/// <summary>
/// Sends checkpoints outside, where whoever can write to the database cannot take them back: each at least once and in order. What
/// the file has is known from its last line; the webhook gets the newest again after a start.
/// </summary>
public sealed class CheckpointDelivery(
    IDbContextFactory<PortalDbContext> contexts,
    IHttpClientFactory clients,
    IOptions<CheckpointOptions> options,
    TimeProvider clock,
    ILogger<CheckpointDelivery> logger)
{
    private const int AtOnce = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private long? _inFile;
    private long? _posted;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _notBefore;

    /// <summary>Sends what was not sent yet; what fails is tried again at a later call.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (options.Value.File is { Length: > 0 } file)
            await AppendAsync(file, cancellationToken);
        if (options.Value.Webhook is { } webhook && clock.GetUtcNow() >= _notBefore)
            await PostAsync(webhook, cancellationToken);
    }

    private async Task AppendAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            _inFile ??= await LastInAsync(file, cancellationToken);
            while (await AfterAsync(_inFile.Value, cancellationToken) is { Count: > 0 } news)
            {
                if (!await EndsWithALineAsync(file, cancellationToken))
                    await File.AppendAllTextAsync(file, "\n", cancellationToken);
                await File.AppendAllLinesAsync(file, news.Select(checkpoint => checkpoint.ToLine()), cancellationToken);
                _inFile = news[^1].Sequence;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _inFile = null; // part of it may stand there
            Log.CheckpointFileFailed(logger, exception);
        }
    }

    private async Task PostAsync(Uri webhook, CancellationToken cancellationToken)
    {
        try
        {
            _posted ??= await NewestAsync(cancellationToken) - 1;
            while (await AfterAsync(_posted.Value, cancellationToken) is { Count: > 0 } news)
            {
                foreach (var checkpoint in news)
                {
                    using var client = clients.CreateClient(nameof(CheckpointDelivery));
                    using var body = new StringContent(checkpoint.ToLine(), Encoding.UTF8, MediaTypeNames.Application.Json);
                    using var answer = await client.PostAsync(webhook, body, cancellationToken);
                    answer.EnsureSuccessStatusCode();
                    _posted = checkpoint.Sequence;
                }
            }

            _pause = FirstPause;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.CheckpointWebhookFailed(logger, exception, _pause);
            _notBefore = clock.GetUtcNow() + _pause;
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    private async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Checkpoints.MaxAsync(checkpoint => (long?)checkpoint.Sequence, cancellationToken) ?? 1;
    }

    private async Task<List<Checkpoint>> AfterAsync(long sequence, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Checkpoints.AsNoTracking()
            .Where(checkpoint => checkpoint.Sequence > sequence)
            .OrderBy(checkpoint => checkpoint.Sequence)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);
    }

    private static async Task<long> LastInAsync(string file, CancellationToken cancellationToken)
    {
        var last = 0L;
        if (!File.Exists(file))
            return last;
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            last = SequenceIn(line) ?? last;
        return last;
    }

    private static async Task<bool> EndsWithALineAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return true;
        await using var stream = File.OpenRead(file);
        if (stream.Length is 0)
            return true;
        stream.Seek(-1, SeekOrigin.End);
        var last = new byte[1];
        await stream.ReadExactlyAsync(last, cancellationToken);
        return last[0] is (byte)'\n';
    }

    // A line that a crash cut short is no checkpoint; the whole one comes after it.
    private static long? SequenceIn(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return SignedCheckpoint.Read(document.RootElement)?.Said.Sequence;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
