// HermiT, a complete reasoner for OWL 2 DL, as a witness. Run as a source file with HermiT.jar on the class path:
//   verdicts FILE...   a line per file: consistent, inconsistent, or the name of the exception
//   empty FILE         a line per named class that can have no member
//   types FILE         a line per individual and class, "individual TAB class", all types that have a name
import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLNamedIndividual;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.reasoner.InconsistentOntologyException;

public final class HermitWitness {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[0].equals("types")) printTypes(arguments[i]);
            else if (arguments[0].equals("empty")) printEmpty(arguments[i]);
            else System.out.println(verdict(arguments[i]));
        }
    }

    private static OWLOntology load(String file) throws Exception {
        return OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
    }

    private static String verdict(String file) {
        try {
            return new Reasoner(load(file)).isConsistent() ? "consistent" : "inconsistent";
        } catch (InconsistentOntologyException e) {
            return "inconsistent";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void printEmpty(String file) throws Exception {
        for (OWLClass empty : new Reasoner(load(file)).getUnsatisfiableClasses().getEntitiesMinusBottom())
            System.out.println(empty.getIRI());
    }

    private static void printTypes(String file) throws Exception {
        OWLOntology ontology = load(file);
        Reasoner reasoner = new Reasoner(ontology);
        for (OWLNamedIndividual individual : ontology.getIndividualsInSignature())
            for (OWLClass type : reasoner.getTypes(individual, false).getFlattened())
                System.out.println(individual.getIRI() + "\t" + type.getIRI());
    }
}
