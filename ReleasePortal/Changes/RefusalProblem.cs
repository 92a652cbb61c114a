using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes;

/// <summary>The one mapping of a refusal to problem details (RFC 9457): <c>code</c> for programs, <c>detail</c> for people.</summary>
internal static class RefusalProblem
{
    /// <summary>As an answer, with the messages of the fields under <c>errors</c> where fields are concerned.</summary>
    public static ProblemHttpResult Of(Refusal refusal)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal is Invalid invalid)
            more["errors"] = invalid.Errors.GroupBy(error => error.Field, StringComparer.Ordinal).ToDictionary(field => field.Key, field => field.Select(error => error.Message.ToString()));
        else if (refusal.Field is { } field)
            more["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [refusal.Message.ToString()] };
        if (refusal is BudgetExceeded exceeded)
            Add(more, exceeded);
        return TypedResults.Problem(refusal.Message.ToString(), statusCode: StatusOf(refusal), extensions: more);
    }

    private static void Add(Dictionary<string, object?> more, BudgetExceeded exceeded)
    {
        more["budget"] = BudgetLimits.FieldOf(exceeded.Line.Budget);
        more["limit"] = exceeded.Limit;
        more["count"] = exceeded.Count;
        more["candidates"] = exceeded.Candidates.Select(candidate => new { key = candidate.Key, name = candidate.Name });
    }

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Unknown => StatusCodes.Status404NotFound,
        TooLargeReport => StatusCodes.Status413PayloadTooLarge,
        OtherEvent => StatusCodes.Status422UnprocessableEntity,
        UnreadableReport => StatusCodes.Status400BadRequest,
        NotAllowed or OwnApproval => StatusCodes.Status403Forbidden,
        Invalid or StepNotPossible or ReasonNeeded or TooManyEnvironments => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
